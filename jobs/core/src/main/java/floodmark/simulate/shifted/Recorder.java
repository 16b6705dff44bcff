package floodmark.simulate.shifted;

import floodmark.model.Address;
import floodmark.simulate.FlowSink;
import floodmark.stats.Draws;

/** Writes flows as an exporter does that sees each packet with probability 1/N: sizes, flags and times of the sampled packets only. */
final class Recorder {
    private static final double NANOS = 1e9;

    private final FlowSink sink;
    private final Sight sight;
    private final Draws draws;
    private final int merged;
    private long from;
    private long to;

    /**
     * @param merged like connections that one row stands for
     */
    Recorder(FlowSink sink, Sight sight, Draws draws, int merged) {
        this.merged = merged;
        this.sink = sink;
        this.sight = sight;
        this.draws = draws;
    }

    void window(long fromSecond, long toSecond) {
        from = fromSecond * 1_000_000_000L;
        to = toSecond * 1_000_000_000L;
    }

    /**
     * One connection (or as many as one row stands for) that leaves a row, in the directions in which it does.
     *
     * @param base whole second
     * @param offset seconds after it
     */
    void connection(
            long base,
            double offset,
            Address client,
            int clientPort,
            Address server,
            int serverPort,
            Conversation conversation) {
        int example = conversation.example(draws);
        int there = conversation.packetsThere[example];
        int back = conversation.packetsBack[example];
        double seenThere = sight.seen(there);
        double seenBack = sight.both() ? sight.seen(back) : 0;
        double any = 1 - (1 - seenThere) * (1 - seenBack);
        double u = draws.uniform() * any;
        boolean forth = u < seenThere;
        boolean answered = forth ? draws.uniform() < seenBack : true;
        double seconds = conversation.seconds[example] * Laws.between(draws, .8, 1.25);
        if (forth) {
            double size = conversation.bytesThere[example];
            run(
                    base,
                    offset,
                    seconds,
                    client,
                    server,
                    clientPort,
                    serverPort,
                    conversation,
                    conversation.there,
                    there,
                    size);
        }
        if (answered) {
            double size = conversation.bytesBack[example];
            double late = offset + Laws.between(draws, .0002, .09);
            run(
                    base,
                    late,
                    seconds,
                    server,
                    client,
                    serverPort,
                    clientPort,
                    conversation,
                    conversation.back,
                    back,
                    size);
        }
    }

    private void run(
            long base,
            double offset,
            double seconds,
            Address source,
            Address destination,
            int sourcePort,
            int destinationPort,
            Conversation conversation,
            Trace trace,
            int packets,
            double size) {
        int sampled = sight.sampled(draws, packets);
        double first = 0;
        double last = packets > 1 ? seconds : 0;
        if (sampled < packets) {
            // the earliest and the latest of so many moments of the connection
            first = seconds * -StrictMath.expm1(StrictMath.log(1 - draws.uniform()) / sampled);
            last = sampled == 1
                    ? first
                    : first + (seconds - first) * StrictMath.pow(draws.uniform(), 1.0 / (sampled - 1));
        }
        int flags = trace.flags(draws, packets, sampled);
        long all = sampled;
        if (merged > 1) {
            // the others are alike but for what is sampled of them, so that flags gather
            int other = sight.sampled(draws, packets);
            flags |= trace.flags(draws, packets, other);
            all += other;
            if (merged > 2) {
                int third = sight.sampled(draws, packets);
                flags |= trace.flags(draws, packets, third);
                all += (long) third * (merged - 2);
            }
        }
        double bytes = size * Laws.between(draws, .94, 1.06);
        int ttl = AddressPlan.ttl(source);
        row(
                base,
                offset + first,
                last - first,
                source,
                destination,
                sourcePort,
                destinationPort,
                conversation.protocol,
                flags,
                all,
                bytes,
                ttl);
    }

    /** One row; left out if it starts outside recorded time. */
    void row(
            long base,
            double offset,
            double seconds,
            Address source,
            Address destination,
            int sourcePort,
            int destinationPort,
            int protocol,
            int flags,
            long packets,
            double bytesEach,
            int ttl) {
        long start = base * 1_000_000_000L + (long) (offset * NANOS);
        if (start < from || start >= to) {
            return;
        }
        sink.flow(
                start,
                start + (long) (seconds * NANOS),
                source.high(),
                source.low(),
                destination.high(),
                destination.low(),
                sourcePort,
                destinationPort,
                protocol,
                flags,
                packets,
                (long) StrictMath.rint(packets * Laws.clip(bytesEach, 28, 1500)),
                sight.sampling(),
                sight.ttl() ? ttl : FlowSink.NO_TTL);
    }
}
