package floodmark.pipeline;

import floodmark.capture.parquet.ParquetCapture;
import floodmark.model.UserError;
import floodmark.model.Window;
import floodmark.pipeline.source.CapturePlan;
import floodmark.pipeline.source.CapturePlan.PlannedFile;
import floodmark.pipeline.source.FlinkFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Plans from captures that {@link Inputs} found. */
final class Plans {
    private Plans() {}

    /**
     * Reads the footers again.
     *
     * @throws UserError if a file is not what it was when it was found
     */
    static CapturePlan of(List<CaptureFile> files) {
        List<PlannedFile> planned = new ArrayList<>();
        for (CaptureFile file : files) {
            try (FlinkFile access = FlinkFile.open(file.path(), file.uri());
                    ParquetCapture capture = ParquetCapture.open(access)) {
                if (capture.rows() != file.rows() || capture.kind() != file.kind()) {
                    throw UserError.of(
                            file.path(),
                            "the file changed while it was read",
                            capture.rows() + " rows",
                            file.rows() + " rows",
                            "Run again when it is complete");
                }
                planned.add(PlannedFile.of(file.path(), file.uri(), access.length(), capture.rowGroups()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new CapturePlan(planned);
    }

    /** From the first start to after the last. */
    static Window span(List<CaptureFile> files) {
        long start = files.stream().mapToLong(f -> f.span().startNanos()).min().orElseThrow();
        long end = files.stream().mapToLong(f -> f.span().endNanos()).max().orElseThrow();
        return new Window(start, end);
    }
}
