package floodmark.pipeline.cell;

import floodmark.capture.FlowBatch;
import floodmark.model.Address;
import floodmark.model.Connections;
import floodmark.model.FlowShapes;
import floodmark.model.Profile;
import floodmark.model.Profile.Phase;
import java.math.BigInteger;

/**
 * The traffic of one service in one phase, as whole numbers that add up the same in any order.
 *
 * <p>Encoding, version 2: the version byte; the sums as varints; smallest and largest sampling rate; the sum of squares as
 * upper and lower 64 bits; packets per size class; packets per time to live; the shapes of
 * TCP flows and of others, for each the number of filled classes, then place and flows of each; the tallies of
 * {@link TallyTable}; the samples of {@link PartyTable}. Version 1 had no connections, shapes and
 * times to live.
 */
public final class ProfileFold {
    private static final int VERSION = 2;
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
    private static final int ATTEMPTS = 9;
    private static final int UNFINISHED = 10;
    private static final int COMPLETED = 11;
    private static final int TCP_FLOWS = 12;
    private static final int RESETS = 13;
    private static final int TCP_FLOWS_OUT = 14;
    private static final int SYN_ACKS_OUT = 15;
    private static final int RESETS_OUT = 16;
    private static final int DURATION_MILLIS = 17;
    private static final int SUMS = 18;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final long[] sums = new long[SUMS];
    private int rateMin = Integer.MAX_VALUE;
    private int rateMax;
    /** Sum of floor(bytes^2 / packets) of every flow, 128 bits: squares of volumes leave 64 bits soon. */
    private long squaresHigh;

    private long squaresLow;
    private final long[] sizes = new long[SIZE_CLASSES];
    private final long[] ttls = new long[Profile.TTLS];
    private final FlowShapes shapes = FlowShapes.none();
    private final TallyTable protocols = new TallyTable();
    private final TallyTable sourcePorts = new TallyTable();
    private final TallyTable destinationPorts = new TallyTable();
    private final TallyTable flags = new TallyTable();
    private final TallyTable flagsOut = new TallyTable();
    private final PartyTable parties = new PartyTable(PartyTable.LIMIT);
    private final PartyTable networks = new PartyTable(PartyTable.LIMIT);

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
        boolean attempt = false;
        boolean completed = false;
        if (protocol == TCP) {
            int tcpFlags = batch.tcpFlags[row];
            flags.add(protocol, tcpFlags, 1, packets, bytes);
            attempt = Connections.isAttempt(tcpFlags, batch.packets[row]);
            completed = Connections.isCompleted(tcpFlags, batch.packets[row], batch.bytes[row], source.isIpv4());
            add(TCP_FLOWS, 1);
            add(ATTEMPTS, attempt ? 1 : 0);
            add(UNFINISHED, attempt && (tcpFlags & Connections.ACK) == 0 ? 1 : 0);
            add(COMPLETED, completed ? 1 : 0);
            add(RESETS, (tcpFlags & Connections.RST) != 0 ? 1 : 0);
        }
        addShape(protocol, batch.endNanos[row] - batch.startNanos[row], bytes);
        int ttl = batch.ttl[row];
        int place = ttl == FlowBatch.NO_TTL ? Profile.TTLS - 1 : ttl;
        ttls[place] = Math.addExact(ttls[place], packets);
        if (batch.packets[row] > 0) {
            long mean = batch.bytes[row] / batch.packets[row];
            int size = (int) Math.min(mean / SIZE_STEP, SIZE_CLASSES - 1);
            sizes[size] = Math.addExact(sizes[size], packets);
        }
        parties.from(source.high(), source.low(), packets, bytes, attempt, completed);
        Address network = source.network();
        networks.from(network.high(), network.low(), packets, bytes, attempt, completed);
    }

    /** A flow from the service; volumes scaled. */
    void out(FlowBatch batch, int row, long packets, long bytes, Address receiver) {
        add(FLOWS_OUT, 1);
        add(PACKETS_OUT, packets);
        add(BYTES_OUT, bytes);
        if (batch.protocol[row] == TCP) {
            int tcpFlags = batch.tcpFlags[row];
            int both = Connections.SYN | Connections.ACK;
            flagsOut.add(TCP, tcpFlags, 1, packets, bytes);
            add(TCP_FLOWS_OUT, 1);
            add(SYN_ACKS_OUT, (tcpFlags & both) == both ? 1 : 0);
            add(RESETS_OUT, (tcpFlags & Connections.RST) != 0 ? 1 : 0);
        }
        parties.to(receiver.high(), receiver.low());
        Address network = receiver.network();
        networks.to(network.high(), network.low());
    }

    private void addShape(int protocol, long nanos, long bytes) {
        add(DURATION_MILLIS, Math.max(0, nanos) / NANOS_PER_MILLI);
        long[][] table = protocol == TCP ? shapes.tcp() : shapes.other();
        table[FlowShapes.durationClass(nanos)][FlowShapes.sizeClass(bytes)]++;
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
        for (long packets : ttls) {
            out.varint(packets);
        }
        encodeShapes(out, shapes.tcp());
        encodeShapes(out, shapes.other());
        protocols.encode(out);
        sourcePorts.encode(out);
        destinationPorts.encode(out);
        flags.encode(out);
        flagsOut.encode(out);
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
        for (int ttl = 0; ttl < ttls.length; ttl++) {
            ttls[ttl] = Math.addExact(ttls[ttl], in.varint());
        }
        mergeShapes(in, shapes.tcp());
        mergeShapes(in, shapes.other());
        protocols.merge(in);
        sourcePorts.merge(in);
        destinationPorts.merge(in);
        flags.merge(in);
        flagsOut.merge(in);
        parties.merge(in);
        networks.merge(in);
    }

    private static void encodeShapes(ByteSink out, long[][] table) {
        int filled = 0;
        for (long[] sizes : table) {
            for (long flows : sizes) {
                filled += flows > 0 ? 1 : 0;
            }
        }
        out.varint(filled);
        for (int place = 0; place < FlowShapes.DURATIONS * FlowShapes.SIZES; place++) {
            long flows = table[place / FlowShapes.SIZES][place % FlowShapes.SIZES];
            if (flows > 0) {
                out.varint(place).varint(flows);
            }
        }
    }

    private static void mergeShapes(ByteSource in, long[][] table) {
        int filled = in.count();
        for (int i = 0; i < filled; i++) {
            int place = in.count();
            long[] sizes = table[place / FlowShapes.SIZES];
            sizes[place % FlowShapes.SIZES] = Math.addExact(sizes[place % FlowShapes.SIZES], in.varint());
        }
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
                sums[BYTES_OUT],
                new Connections(
                        sums[ATTEMPTS],
                        sums[UNFINISHED],
                        sums[COMPLETED],
                        sums[TCP_FLOWS],
                        sums[RESETS],
                        flagsOut.byPackets(),
                        sums[TCP_FLOWS_OUT],
                        sums[SYN_ACKS_OUT],
                        sums[RESETS_OUT]),
                new FlowShapes(sums[DURATION_MILLIS], copy(shapes.tcp()), copy(shapes.other())),
                ttls.clone());
    }

    private static long[][] copy(long[][] table) {
        long[][] copy = table.clone();
        for (int i = 0; i < copy.length; i++) {
            copy[i] = table[i].clone();
        }
        return copy;
    }
}
