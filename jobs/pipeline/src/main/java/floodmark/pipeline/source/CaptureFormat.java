package floodmark.pipeline.source;

import floodmark.capture.CaptureKind;
import floodmark.pipeline.cell.Block;
import floodmark.pipeline.source.CapturePlan.PlannedFile;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.core.fs.Path;

/**
 * Row groups to blocks. A split's position is (row group at which the reader last held nothing, blocks sent since): a
 * reader that starts again reads from that row group and leaves out as many blocks.
 */
public final class CaptureFormat implements BulkFormat<Block, FileSourceSplit> {
    private static final long serialVersionUID = 1L;

    private final CapturePlan plan;
    private final CaptureKind kind;
    private final Folds folds;

    private CaptureFormat(CapturePlan plan, CaptureKind kind, Folds folds) {
        this.plan = plan;
        this.kind = kind;
        this.folds = folds;
    }

    /** A bounded source of the blocks of all files of the plan, which are of one kind. */
    public static Source<Block, ?, ?> source(CapturePlan plan, CaptureKind kind, Folds folds) {
        return new CaptureSource(plan, new CaptureFormat(plan, kind, folds), folds.splitsPerReader());
    }

    /**
     * A reader of one file as a whole.
     *
     * @param file its plan
     * @param rowGroup where to begin: 0, or what a position of an earlier reader says
     * @param skip blocks to leave out after that
     */
    public static Reader<Block> reader(PlannedFile file, CaptureKind kind, Folds folds, int rowGroup, long skip)
            throws IOException {
        return CaptureReader.open(new CapturePlan(List.of(file)), file, kind, folds, rowGroup, file.rowGroups(), skip);
    }

    @Override
    public Reader<Block> createReader(Configuration config, FileSourceSplit split) throws IOException {
        return open(split, (int) split.offset(), 0);
    }

    @Override
    public Reader<Block> restoreReader(Configuration config, FileSourceSplit split) throws IOException {
        CheckpointedPosition position =
                split.getReaderPosition().orElseGet(() -> new CheckpointedPosition(CheckpointedPosition.NO_OFFSET, 0));
        int rowGroup = position.getOffset() == CheckpointedPosition.NO_OFFSET
                ? (int) split.offset()
                : (int) position.getOffset();
        return open(split, rowGroup, position.getRecordsAfterOffset());
    }

    private CaptureReader open(FileSourceSplit split, int rowGroup, long skip) throws IOException {
        String uri = split.path().toString();
        for (PlannedFile file : plan.files()) {
            if (new Path(file.uri()).toString().equals(uri)) {
                int end = (int) (split.offset() + split.length());
                return CaptureReader.open(plan, file, kind, folds, rowGroup, end, skip);
            }
        }
        throw new IOException("no plan for " + uri);
    }

    @Override
    public boolean isSplittable() {
        return true;
    }

    @Override
    public TypeInformation<Block> getProducedType() {
        return TypeInformation.of(Block.class);
    }
}
