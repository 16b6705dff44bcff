package floodmark.pipeline.cell;

import floodmark.capture.FlowBatch;
import floodmark.model.Address;
import floodmark.model.Profile;
import floodmark.model.Profile.Phase;
import java.math.BigInteger;

/**
 * The traffic of one service in one phase, as whole numbers that add up the same in any order.
 *
 * <p>Encoding, version 1: the version byte; the sums as varints; smallest and largest sampling rate; the sum of squares as
 * upper and lower 64 bits; packets per size class; the tallies of {@link TallyTable}; the samples of {@link PartyTable}.
 */
public final class ProfileFold {
    private static final int VERSION = 1;
    private static final int TCP = 6;
    private static final int SIZE_CLASSES = 96;
    private static final int SIZE_STEP = 16;

    private static final int FLOWS = 0;
    private static final int PACKETS = 1;
    private static final int BYTES = 2;
    private static final int SAMPLED_PACKETS = 3;
    private static final int SYN_PACKETS = 4;
    private static final int BOGON_PACKETS = 5;
    private static final int FLOWS_OUT = 6;
    private static final int PACKETS_OUT = 7;
    private static final int BYTES_OUT = 8;
    private static final int SUMS = 9;

    private final long[] sums = new long[SUMS];
    private int rateMin = Integer.MAX_VALUE;
    private int rateMax;
    /** Sum of floor(bytes^2 / packets) of every flow, 128 bits: squares of volumes leave 64 bits soon. */
    private long squaresHigh;

    private long squaresLow;
    private final long[] sizes = new long[SIZE_CLASSES];
    private final TallyTable protocols = new TallyTable();
    private final TallyTable sourcePorts = new TallyTable();
    private final TallyTable destinationPorts = new TallyTable();
    private final TallyTable flags = new TallyTable();
    private final PartyTable parties = new PartyTable(PartyTable.LIMIT);
    private final PartyTable networks = new PartyTable(Profile.SenderSample.LIMIT);

    private void add(int sum, long value) {
        sums[sum] = Math.addExact(sums[sum], value);
    }

    /** A flow to the service; volumes scaled. */
    void in(FlowBatch batch, int row, long packets, long bytes, boolean syn, Address source, boolean bogon) {
        add(FLOWS, 1);
        add(PACKETS, packets);
        add(BYTES, bytes);
        add(SAMPLED_PACKETS, batch.packets[row]);
        rateMin = Math.min(rateMin, batch.samplingRate[row]);
        rateMax = Math.max(rateMax, batch.samplingRate[row]);
        addSquare(batch.bytes[row], batch.packets[row]);
        add(SYN_PACKETS, syn ? packets : 0);
        add(BOGON_PACKETS, bogon ? packets : 0);
        int protocol = batch.protocol[row];
        protocols.add(protocol, -1, 1, packets, bytes);
        sourcePorts.add(protocol, batch.sourcePort[row], 1, packets, bytes);
        destinationPorts.add(protocol, batch.destinationPort[row], 1, packets, bytes);
        if (protocol == TCP) {
            flags.add(protocol, batch.tcpFlags[row], 1, packets, bytes);
        }
        if (batch.packets[row] > 0) {
            long mean = batch.bytes[row] / batch.packets[row];
            int size = (int) Math.min(mean / SIZE_STEP, SIZE_CLASSES - 1);
            sizes[size] = Math.addExact(sizes[size], packets);
        }
        parties.from(source.high(), source.low(), packets, bytes);
        Address network = source.network();
        networks.from(network.high(), network.low(), packets, bytes);
    }

    /** A flow from the service; volumes scaled. */
    void out(long packets, long bytes, long receiverHigh, long receiverLow) {
        add(FLOWS_OUT, 1);
        add(PACKETS_OUT, packets);
        add(BYTES_OUT, bytes);
        parties.to(receiverHigh, receiverLow);
    }

    private void addSquare(long bytes, long packets) {
        if (packets <= 0) {
            return;
        }
        if (bytes < 1L << 31) {
            addSquares(0, bytes * bytes / packets);
            return;
        }
        BigInteger square = BigInteger.valueOf(bytes).pow(2).divide(BigInteger.valueOf(packets));
        addSquares(square.shiftRight(64).longValue(), square.longValue());
    }

    private void addSquares(long high, long low) {
        long sum = squaresLow + low;
        squaresHigh += high + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
        squaresLow = sum;
    }

    /** Entries held, as a measure of memory. */
    int size() {
        return parties.size() + networks.size() + sourcePorts.size() + destinationPorts.size();
    }

    byte[] encode(ByteSink out) {
        out.raw(VERSION);
        for (long sum : sums) {
            out.varint(sum);
        }
        out.varint(rateMin).varint(rateMax).fixed(squaresHigh).fixed(squaresLow);
        for (long packets : sizes) {
            out.varint(packets);
        }
        protocols.encode(out);
        sourcePorts.encode(out);
        destinationPorts.encode(out);
        flags.encode(out);
        parties.encode(out);
        networks.encode(out);
        return out.take();
    }

    /** Adds what a block holds. */
    public void merge(byte[] block) {
        ByteSource in = new ByteSource(block).expectVersion(VERSION);
        for (int sum = 0; sum < SUMS; sum++) {
            add(sum, in.varint());
        }
        rateMin = Math.min(rateMin, in.count());
        rateMax = Math.max(rateMax, in.count());
        addSquares(in.fixed(), in.fixed());
        for (int size = 0; size < SIZE_CLASSES; size++) {
            sizes[size] = Math.addExact(sizes[size], in.varint());
        }
        protocols.merge(in);
        sourcePorts.merge(in);
        destinationPorts.merge(in);
        flags.merge(in);
        parties.merge(in);
        networks.merge(in);
    }

    /** Encodes again, after merging. */
    public byte[] encode() {
        return encode(new ByteSink());
    }

    /** The profile for people and tests. */
    public Profile profile(String service, Phase phase, double seconds) {
        BigInteger squares =
                BigInteger.valueOf(squaresHigh).shiftLeft(64).add(new BigInteger(Long.toUnsignedString(squaresLow)));
        return new Profile(
                service,
                phase,
                seconds,
                sums[FLOWS],
                sums[PACKETS],
                sums[BYTES],
                sums[SAMPLED_PACKETS],
                squares.doubleValue(),
                rateMax == 0 ? 1 : rateMin,
                Math.max(rateMax, 1),
                sums[SYN_PACKETS],
                sums[BOGON_PACKETS],
                parties.answeredFlows(),
                protocols.byPackets(),
                sourcePorts.byPackets(),
                destinationPorts.byPackets(),
                flags.byPackets(),
                sizes.clone(),
                parties.sample(),
                networks.sample(),
                sums[FLOWS_OUT],
                sums[PACKETS_OUT],
                sums[BYTES_OUT]);
    }
}
