package floodmark.pipeline;

import floodmark.capture.CaptureKind;
import floodmark.capture.FlowBatch;
import floodmark.model.DestinationSeries;
import floodmark.model.Window;
import floodmark.pipeline.cell.Block;
import floodmark.pipeline.cell.Budget;
import floodmark.pipeline.cell.ClosedBins;
import floodmark.pipeline.cell.FlowFold;
import floodmark.simulate.FlowSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The second pass over flows that were never in a file: the same folds and the same merging, in this thread and without a
 * cluster, so that thousands of simulated incidents can be measured as captures would be.
 */
public final class LocalDetail implements FlowSink {
    private final DetailSpec spec;
    private final DetailMerger merger = new DetailMerger(CaptureKind.FLOWS);
    private final FlowBatch batch = new FlowBatch();
    private final FlowFold fold;
    private final Map<String, List<byte[]>> blocks = new TreeMap<>();
    private final Map<Long, long[]> total = new TreeMap<>();

    /** @param spec what to look at */
    public LocalDetail(DetailSpec spec) {
        this.spec = spec;
        this.fold = new Detail.DetailFolds(spec, Budget.DEFAULT).flows(ClosedBins.NONE);
        fold.startRowGroup("memory");
    }

    @Override
    public void flow(
            long startNanos,
            long endNanos,
            long sourceHigh,
            long sourceLow,
            long destinationHigh,
            long destinationLow,
            int sourcePort,
            int destinationPort,
            int protocol,
            int tcpFlags,
            long packets,
            long bytes,
            int samplingRate,
            int ttl) {
        int row = batch.size;
        batch.startNanos[row] = startNanos;
        batch.endNanos[row] = endNanos;
        batch.source[row] = batch.sources.codeOf(sourceHigh, sourceLow);
        batch.destination[row] = batch.addresses.idOf(destinationHigh, destinationLow);
        batch.sourcePort[row] = sourcePort;
        batch.destinationPort[row] = destinationPort;
        batch.protocol[row] = protocol;
        batch.tcpFlags[row] = tcpFlags;
        batch.packets[row] = packets;
        batch.bytes[row] = bytes;
        batch.samplingRate[row] = samplingRate;
        long[] sums = total.computeIfAbsent(Math.floorDiv(startNanos, spec.binNanos()), bin -> new long[2]);
        sums[0] += bytes * samplingRate;
        sums[1]++;
        if (++batch.size == FlowBatch.CAPACITY) {
            flush();
        }
    }

    private void flush() {
        int from = 0;
        while (from < batch.size) {
            from = fold.add(batch, from);
            if (fold.full()) {
                drain();
            }
        }
        batch.size = 0;
    }

    private void drain() {
        Iterator<Block> drained = fold.drain();
        while (drained.hasNext()) {
            Block block = drained.next();
            blocks.computeIfAbsent(block.key(), key -> new ArrayList<>()).add(block.bytes());
        }
    }

    /**
     * What the flows come to; none may follow.
     *
     * @param spans what the captures would have covered
     */
    public DetailResult result(List<Window> spans) {
        flush();
        drain();
        SortedMap<String, byte[]> results = new TreeMap<>();
        blocks.forEach((key, parts) -> results.put(key, merger.result(key, parts)));
        return Detail.collect(results, spec, CaptureKind.FLOWS, spans);
    }

    /** Bytes and flows of everything per bin, by the flows' starts: what shows that the capture was alive. */
    public DestinationSeries total() {
        int n = total.size();
        long[] bins = new long[n];
        long[] bytes = new long[n];
        long[] flows = new long[n];
        int i = 0;
        for (Map.Entry<Long, long[]> entry : total.entrySet()) {
            bins[i] = entry.getKey();
            bytes[i] = entry.getValue()[0];
            flows[i++] = entry.getValue()[1];
        }
        long[] none = new long[n];
        boolean[] exact = new boolean[n];
        Arrays.fill(exact, true);
        return new DestinationSeries(
                "*", "", spec.binNanos(), bins, bytes, none, flows, none, none, exact, none, none, none);
    }
}
