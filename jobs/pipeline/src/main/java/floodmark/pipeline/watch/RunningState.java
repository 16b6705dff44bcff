package floodmark.pipeline.watch;

import floodmark.capture.CaptureKind;
import floodmark.pipeline.DetailMerger;
import floodmark.pipeline.cell.ByteSink;
import floodmark.pipeline.cell.CellBlock;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How blocks of a key become one, in the job's state and in the client alike. The senders of a bin are kept as long as rows
 * may be added to it in time; then only their number is. Senders of later rows are not counted: a live number of senders is
 * then too small, sums never are.
 *
 * @param binNanos length of a bin
 */
record RunningState(long binNanos) implements Serializable {
    private static final DetailMerger MERGER = new DetailMerger(CaptureKind.FLOWS);

    /** One block that stands for all of them; at least one. */
    byte[] merged(String key, List<byte[]> blocks) {
        return key.equals(Keys.FILES) ? Keys.joined(blocks) : MERGER.merge(key, blocks);
    }

    /**
     * Adds a block to what there is.
     *
     * @param firmNanos bins that end before this get rows only late
     */
    byte[] added(String key, byte @Nullable [] sums, byte[] fresh, long firmNanos) {
        if (!Keys.isCloseSeries(key)) {
            return sums == null ? fresh : merged(key, List.of(sums, fresh));
        }
        CellBlock more = CellBlock.decode(fresh);
        CellBlock all = sums == null ? more : CellBlock.mergeLater(CellBlock.decode(sums), more);
        return all.counting(Math.floorDiv(firmNanos, binNanos)).encode(new ByteSink(), false);
    }
}
