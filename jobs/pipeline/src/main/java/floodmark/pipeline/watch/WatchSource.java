package floodmark.pipeline.watch;

import floodmark.pipeline.cell.Block;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Files that keep landing, as blocks. A split is a whole file.
 *
 * <p>Why not Flink's own file source: it tells files apart by path alone, so that a file replaced is never seen and only the
 * first split of a new file is read (FLINK-29757); it forgets failures to list; it never ends; and its watermarks race ahead
 * inside a file. Here the enumerator knows which files are finished, and a watermark says that all rows of all files up to
 * a number have been sent, whoever read them.
 */
final class WatchSource implements Source<Block, WatchSplit, WatchState> {
    private static final long serialVersionUID = 1L;

    private final WatchSpec spec;

    WatchSource(WatchSpec spec) {
        this.spec = spec;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<Block, WatchSplit> createReader(SourceReaderContext context) {
        return new WatchReader(context, spec);
    }

    @Override
    public SplitEnumerator<WatchSplit, WatchState> createEnumerator(SplitEnumeratorContext<WatchSplit> context) {
        return restoreEnumerator(context, WatchState.empty());
    }

    @Override
    public SplitEnumerator<WatchSplit, WatchState> restoreEnumerator(
            SplitEnumeratorContext<WatchSplit> context, WatchState state) {
        return new WatchEnumerator(context, spec, new Landing(spec, state.files()), state);
    }

    @Override
    public SimpleVersionedSerializer<WatchSplit> getSplitSerializer() {
        return new WatchSplit.Serializer();
    }

    @Override
    public SimpleVersionedSerializer<WatchState> getEnumeratorCheckpointSerializer() {
        return new WatchState.Serializer();
    }
}
