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
 * in eight bytes each, and flows, packets and bytes from it, flows to it, and its attempts and completed attempts as varints.
 */
final class PartyTable {
    /** Parties kept; twice the senders of a sample, because receivers take places too. */
    static final int LIMIT = 2 * SenderSample.LIMIT;

    private static final int FLOWS = 0;
    private static final int PACKETS = 1;
    private static final int BYTES = 2;
    private static final int FLOWS_TO = 3;
    private static final int ATTEMPTS = 4;
    private static final int COMPLETED = 5;
    private static final int COLUMNS = 6;

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

    /** Where the sums of a party begin; negative if it is beyond the threshold. */
    private int place(long orderedHash, long addressHigh, long addressLow) {
        if (index.size() >= 2 * limit) {
            cut();
        }
        if (orderedHash > threshold) {
            return -1;
        }
        int known = index.size();
        int id = index.idOf(orderedHash);
        if (id == known) {
            if (id == high.length) {
                high = Arrays.copyOf(high, id * 2);
                low = Arrays.copyOf(low, id * 2);
                sums = Arrays.copyOf(sums, id * 2 * COLUMNS);
            }
            high[id] = addressHigh;
            low[id] = addressLow;
        }
        return id * COLUMNS;
    }

    private void add(int at, int column, long value) {
        sums[at + column] = Math.addExact(sums[at + column], value);
    }

    /** A flow from that address; whether it is an attempt to connect, and one that was completed. */
    void from(long addressHigh, long addressLow, long packets, long bytes, boolean attempt, boolean completed) {
        int at = place(SenderSet.ordered(Address.hash64(addressHigh, addressLow)), addressHigh, addressLow);
        if (at >= 0) {
            add(at, FLOWS, 1);
            add(at, PACKETS, packets);
            add(at, BYTES, bytes);
            add(at, ATTEMPTS, attempt ? 1 : 0);
            add(at, COMPLETED, completed ? 1 : 0);
        }
    }

    /** A flow to that address. */
    void to(long addressHigh, long addressLow) {
        int at = place(SenderSet.ordered(Address.hash64(addressHigh, addressLow)), addressHigh, addressLow);
        if (at >= 0) {
            add(at, FLOWS_TO, 1);
        }
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
            int to = kept.place(index.key(id), high[id], low[id]);
            System.arraycopy(sums, at, kept.sums, to, COLUMNS);
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
            int at = place(last, in.fixed(), in.fixed());
            for (int k = 0; k < COLUMNS; k++) {
                long value = in.varint();
                if (at >= 0) {
                    add(at, k, value);
                }
            }
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
        long[][] kept = new long[COLUMNS][size];
        for (int i = 0; i < size; i++) {
            int id = senders[i];
            hash[i] = SenderSet.ordered(index.key(id));
            highs[i] = high[id];
            lows[i] = low[id];
            for (int k = 0; k < COLUMNS; k++) {
                kept[k][i] = sums[id * COLUMNS + k];
            }
        }
        return new SenderSample(
                distinct(senders),
                !truncated && senders.length == size,
                hash,
                highs,
                lows,
                kept[FLOWS],
                kept[PACKETS],
                kept[BYTES],
                kept[ATTEMPTS],
                kept[COMPLETED],
                kept[FLOWS_TO]);
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
