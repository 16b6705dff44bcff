package floodmark.pipeline.cell;

import floodmark.model.Address;
import floodmark.model.Profile.SenderSample;
import java.util.Arrays;

/**
 * Exact sums for the parties with the smallest hashes: all of them up to a limit, else a uniform sample whose members were
 * never left out of any part, since the threshold only falls. Order and grouping of the parts do not matter.
 *
 * <p>Senders and receivers share one sample, so that whether a kept sender was answered is known for every one of them.
 *
 * <p>Encoded as: truncated (0 or 1), number of parties, then for each by ascending hash: hash, upper and lower address bits
 * in eight bytes each, and flows, packets and bytes from it and flows to it as varints.
 */
final class PartyTable {
    /** Parties kept; twice the senders of a sample, because receivers take places too. */
    static final int LIMIT = 2 * SenderSample.LIMIT;

    private static final int FLOWS = 0;
    private static final int PACKETS = 1;
    private static final int BYTES = 2;
    private static final int FLOWS_TO = 3;
    private static final int COLUMNS = 4;

    private final int limit;
    private LongIndex index = new LongIndex();
    private long[] high = new long[64];
    private long[] low = new long[64];
    private long[] sums = new long[64 * COLUMNS];
    private boolean truncated;
    private long threshold = Long.MAX_VALUE;

    PartyTable(int limit) {
        this.limit = limit;
    }

    private void add(
            long orderedHash, long addressHigh, long addressLow, long flows, long packets, long bytes, long flowsTo) {
        if (orderedHash > threshold) {
            return;
        }
        int id = index.idOf(orderedHash);
        if (id >= high.length) {
            high = Arrays.copyOf(high, id * 2);
            low = Arrays.copyOf(low, id * 2);
            sums = Arrays.copyOf(sums, id * 2 * COLUMNS);
        }
        high[id] = addressHigh;
        low[id] = addressLow;
        int at = id * COLUMNS;
        sums[at + FLOWS] = Math.addExact(sums[at + FLOWS], flows);
        sums[at + PACKETS] = Math.addExact(sums[at + PACKETS], packets);
        sums[at + BYTES] = Math.addExact(sums[at + BYTES], bytes);
        sums[at + FLOWS_TO] = Math.addExact(sums[at + FLOWS_TO], flowsTo);
        if (index.size() >= 2 * limit) {
            cut();
        }
    }

    /** A flow from that address. */
    void from(long addressHigh, long addressLow, long packets, long bytes) {
        long hash = SenderSet.ordered(Address.hash64(addressHigh, addressLow));
        add(hash, addressHigh, addressLow, 1, packets, bytes, 0);
    }

    /** A flow to that address. */
    void to(long addressHigh, long addressLow) {
        long hash = SenderSet.ordered(Address.hash64(addressHigh, addressLow));
        add(hash, addressHigh, addressLow, 0, 0, 0, 1);
    }

    int size() {
        return index.size();
    }

    private void cut() {
        if (index.size() <= limit) {
            return;
        }
        int[] ids = index.idsByKey();
        PartyTable kept = new PartyTable(limit);
        for (int i = 0; i < limit; i++) {
            int id = ids[i];
            int at = id * COLUMNS;
            kept.add(
                    index.key(id),
                    high[id],
                    low[id],
                    sums[at],
                    sums[at + PACKETS],
                    sums[at + BYTES],
                    sums[at + FLOWS_TO]);
        }
        threshold = index.key(ids[limit - 1]);
        truncated = true;
        index = kept.index;
        high = kept.high;
        low = kept.low;
        sums = kept.sums;
    }

    void encode(ByteSink out) {
        cut();
        int[] ids = index.idsByKey();
        out.raw(truncated ? 1 : 0).varint(ids.length);
        for (int id : ids) {
            out.fixed(index.key(id)).fixed(high[id]).fixed(low[id]);
            for (int k = 0; k < COLUMNS; k++) {
                out.varint(sums[id * COLUMNS + k]);
            }
        }
    }

    void merge(ByteSource in) {
        boolean otherTruncated = in.raw() != 0;
        int count = in.count();
        long last = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            last = in.fixed();
            add(last, in.fixed(), in.fixed(), in.varint(), in.varint(), in.varint(), in.varint());
        }
        if (otherTruncated) {
            // What the other part left out lies above its last hash, so nothing above it is complete here.
            truncated = true;
            threshold = Math.min(threshold, last);
        }
    }

    /** The kept parties that sent something, by hash. */
    private int[] senders() {
        cut();
        int[] ids = index.idsByKey();
        int count = 0;
        for (int id : ids) {
            if (index.key(id) <= threshold && sums[id * COLUMNS + FLOWS] > 0) {
                ids[count++] = id;
            }
        }
        return Arrays.copyOf(ids, count);
    }

    /** The senders with the smallest hashes and their sums. */
    SenderSample sample() {
        int[] senders = senders();
        int size = Math.min(senders.length, SenderSample.LIMIT);
        long[] hash = new long[size];
        long[] highs = new long[size];
        long[] lows = new long[size];
        long[] flows = new long[size];
        long[] packets = new long[size];
        long[] bytes = new long[size];
        for (int i = 0; i < size; i++) {
            int id = senders[i];
            hash[i] = SenderSet.ordered(index.key(id));
            highs[i] = high[id];
            lows[i] = low[id];
            flows[i] = sums[id * COLUMNS + FLOWS];
            packets[i] = sums[id * COLUMNS + PACKETS];
            bytes[i] = sums[id * COLUMNS + BYTES];
        }
        boolean exact = !truncated && senders.length == size;
        return new SenderSample(distinct(senders), exact, hash, highs, lows, flows, packets, bytes);
    }

    private long distinct(int[] senders) {
        if (!truncated || senders.length == 0) {
            return senders.length;
        }
        return Math.round(senders.length * (SenderSet.estimate(threshold, limit) / (double) limit));
    }

    /** Flows of the senders in {@link #sample()} that also received a flow. */
    long answeredFlows() {
        int[] senders = senders();
        long answered = 0;
        for (int i = 0; i < Math.min(senders.length, SenderSample.LIMIT); i++) {
            int at = senders[i] * COLUMNS;
            answered += sums[at + FLOWS_TO] > 0 ? sums[at + FLOWS] : 0;
        }
        return answered;
    }
}
