package floodmark.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.capture.FlowRecord;
import floodmark.capture.parquet.FlowParquetWriter;
import floodmark.claim.CaseFile.CaptureRef;
import floodmark.claim.Vantage;
import floodmark.model.Address;
import floodmark.model.Times;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After captures of many small files nothing of the reading is left in the process that embeds it. */
class ManyFilesITCase {
    private static final int FILES = 80;
    private static final int PASSES = 6;

    /** Threads that are about to end may do so. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    @TempDir
    private Path directory = Path.of("");

    @Test
    void leaveNoThreadBehind() throws Exception {
        for (int file = 0; file < FILES; file++) {
            try (FlowParquetWriter writer = FlowParquetWriter.create(directory.resolve("m" + file + ".parquet"))) {
                for (int row = 0; row < 60; row++) {
                    long start = file * Times.MINUTE + row * Times.SECOND;
                    Address to = Address.ofIpv4(0xcb007100 + row % 12);
                    writer.accept(new FlowRecord(
                            start, start, Address.ofIpv4(0x0b000000 + row), to, 1024, 443, 6, 0x1b, 1, 500, 1, -1, -1));
                }
            }
        }
        List<CaptureFile> files =
                Inputs.resolve(List.of(new CaptureRef("*.parquet", null, Vantage.unstated())), directory);
        try (Engine engine = new Engine(2, false, null, Progress.NONE)) {
            for (int pass = 0; pass < PASSES; pass++) {
                Screening.run(files, Times.MINUTE, List.of(), engine);
            }
        }
        long end = System.nanoTime() + GRACE.toNanos();
        while (fetchers() > 0 && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        assertThat(fetchers()).as("threads of readers that are done").isZero();
    }

    private static long fetchers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("Source Data Fetcher"))
                .count();
    }
}
