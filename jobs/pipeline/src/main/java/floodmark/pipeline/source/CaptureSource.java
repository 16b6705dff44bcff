package floodmark.pipeline.source;

import floodmark.pipeline.cell.Block;
import java.time.Duration;
import org.apache.flink.api.connector.source.DynamicParallelismInference;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.SourceReaderOptions;
import org.apache.flink.connector.file.src.AbstractFileSource;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.FileSourceSplitSerializer;
import org.apache.flink.connector.file.src.impl.FileSourceReader;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Flink's file source, with readers that end when they are done.
 *
 * <p>Flink starts a thread for each split that it had to wait for. A thread that is no longer needed hands a last, empty batch over and waits
 * until that has been taken. If the queue is full at this moment because the next thread was faster, the batch is lost: the thread
 * waits for ever, and the task for it, half a minute by default (FLINK-40660). With many small files that is frequent. In a longer
 * queue there is room: the next thread would have to fill it before this one has run at all. These options are the source's own, so
 * that they hold on a cluster too, where a job cannot set them.
 */
final class CaptureSource extends AbstractFileSource<Block, FileSourceSplit> implements DynamicParallelismInference {
    private static final long serialVersionUID = 1L;

    /** Batches that a reader may be ahead of its task; a batch is a quarter of a mebibyte or little more. */
    private static final int BATCHES_AHEAD = 16;

    /** How long a task waits for a reader's threads. They hold nothing that the result needs. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CapturePlan plan;
    private final CaptureFormat format;
    private final int splitsPerReader;

    CaptureSource(CapturePlan plan, CaptureFormat format, int splitsPerReader) {
        super(
                paths(plan),
                () -> new RowGroupEnumerator(plan, splitsPerReader),
                FileSource.DEFAULT_SPLIT_ASSIGNER,
                format,
                null);
        this.plan = plan;
        this.format = format;
        this.splitsPerReader = splitsPerReader;
    }

    private static Path[] paths(CapturePlan plan) {
        return plan.files().stream().map(f -> new Path(f.uri())).toArray(Path[]::new);
    }

    @Override
    public SourceReader<Block, FileSourceSplit> createReader(SourceReaderContext context) {
        Configuration config = new Configuration(context.getConfiguration());
        config.set(SourceReaderOptions.ELEMENT_QUEUE_CAPACITY, BATCHES_AHEAD);
        config.set(SourceReaderOptions.SOURCE_READER_CLOSE_TIMEOUT, PATIENCE.toMillis());
        return new FileSourceReader<>(context, format, config);
    }

    /** As many readers as there are splits, and no more than there may be. */
    @Override
    public int inferParallelism(Context context) {
        int most = context.getParallelismInferenceUpperBound();
        return Math.min(
                most,
                new RowGroupEnumerator(plan, splitsPerReader)
                        .enumerateSplits(paths(plan), most)
                        .size());
    }

    @Override
    public SimpleVersionedSerializer<FileSourceSplit> getSplitSerializer() {
        return FileSourceSplitSerializer.INSTANCE;
    }
}
