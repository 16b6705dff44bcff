package floodmark.pipeline.cell;

import floodmark.capture.FlowBatch;
import floodmark.model.Spread;
import floodmark.model.UserError;

/** Scaling and counting that every fold does alike, a row at a time; holds the counts of one file at a time. */
final class Rows {
    /** A flow that would touch more bins than this stays in the bin of its start. */
    static final long MOST_BINS = 1 << 20;

    private static final int TCP = 6;
    private static final int SYN = 0x02;
    private static final int ACK = 0x10;

    private final long binNanos;
    private String file = "";
    private long rows;
    private long endBeforeStart;
    private long zeroPackets;
    private long tooLong;
    private int rateMin = Integer.MAX_VALUE;
    private int rateMax;
    private long firstStart = Long.MAX_VALUE;
    private long lastStart = Long.MIN_VALUE;
    private long lastEnd = Long.MIN_VALUE;

    Rows(long binNanos) {
        this.binNanos = binNanos;
    }

    void file(String path) {
        file = path;
    }

    static boolean isSyn(FlowBatch batch, int row) {
        return batch.protocol[row] == TCP && (batch.tcpFlags[row] & (SYN | ACK)) == SYN;
    }

    /** Observed times sampling rate. */
    long scaled(long observed, int rate, String column) {
        if (rate == 1) {
            return observed;
        }
        long product = observed * rate;
        if (Math.multiplyHigh(observed, rate) != 0 || product < 0) {
            throw tooLarge(column, observed + " * " + rate);
        }
        return product;
    }

    UserError tooLarge(String column, String found) {
        return UserError.of(
                file,
                column + " scaled by sampling_rate do not fit into 63 bits",
                found,
                "sums below 2^63",
                "Check the units and the sampling rate of this capture");
    }

    /** Counts the row. */
    void note(FlowBatch batch, int row) {
        rows++;
        long start = batch.startNanos[row];
        long end = batch.endNanos[row];
        if (end < start) {
            endBeforeStart++;
        }
        if (batch.packets[row] == 0) {
            zeroPackets++;
        }
        int rate = batch.samplingRate[row];
        rateMin = Math.min(rateMin, rate);
        rateMax = Math.max(rateMax, rate);
        firstStart = Math.min(firstStart, start);
        lastStart = Math.max(lastStart, start);
        lastEnd = Math.max(lastEnd, end);
    }

    /** The last bin that the flow touches; the first if it is too long to be spread. */
    long lastBin(long firstBin, long start, long end) {
        if (end <= start) {
            return firstBin;
        }
        long last = Math.floorDiv(end - 1, binNanos);
        if (last - firstBin >= MOST_BINS || last < firstBin || end - start < 0) {
            tooLong++;
            return firstBin;
        }
        return last;
    }

    /** Takes the part of a flow's volume that falls into a bin. */
    interface BinShare {
        void share(long bin, long bytes, long packets);
    }

    /**
     * Spreads bytes and packets over the bins between start and end as {@link Spread} says; bins that get neither are left out.
     *
     * @param lastBin as {@link #lastBin} gives it
     */
    void spread(long start, long end, long firstBin, long lastBin, long bytes, long packets, BinShare out) {
        long duration = end - start;
        long bytesBefore = 0;
        long packetsBefore = 0;
        for (long bin = firstBin; bin <= lastBin; bin++) {
            // In the last bin the edge lies at or after the end, where a multiplication could overflow.
            long elapsed = bin == lastBin ? duration : (bin + 1) * binNanos - start;
            long bytesUpTo = Spread.before(bytes, elapsed, duration);
            long packetsUpTo = Spread.before(packets, elapsed, duration);
            if (bytesUpTo != bytesBefore || packetsUpTo != packetsBefore) {
                out.share(bin, bytesUpTo - bytesBefore, packetsUpTo - packetsBefore);
            }
            bytesBefore = bytesUpTo;
            packetsBefore = packetsUpTo;
        }
    }

    /** The counts since the last call. */
    LedgerFold takeLedger() {
        LedgerFold ledger = new LedgerFold();
        if (rows > 0) {
            ledger.count("read", file, "rows.read", rows);
            ledger.count("found", file, "flows.end-before-start", endBeforeStart);
            ledger.count("found", file, "flows.zero-packets", zeroPackets);
            ledger.count("corrected", file, "flows.too-long", tooLong);
            ledger.put(LedgerFold.Combine.MIN, "found", file, "sampling-rate.min", rateMin);
            ledger.put(LedgerFold.Combine.MAX, "found", file, "sampling-rate.max", rateMax);
            ledger.put(LedgerFold.Combine.MIN, "found", file, "time.first-start-nanos", firstStart);
            ledger.put(LedgerFold.Combine.MAX, "found", file, "time.last-start-nanos", lastStart);
            ledger.put(LedgerFold.Combine.MAX, "found", file, "time.last-end-nanos", lastEnd);
        }
        rows = 0;
        endBeforeStart = 0;
        zeroPackets = 0;
        tooLong = 0;
        rateMin = Integer.MAX_VALUE;
        rateMax = 0;
        firstStart = Long.MAX_VALUE;
        lastStart = Long.MIN_VALUE;
        lastEnd = Long.MIN_VALUE;
        return ledger;
    }
}
