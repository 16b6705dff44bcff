package floodmark.simulate.shifted;

import floodmark.stats.Draws;

/** Which TCP flags a run of packets carries, and what an exporter that saw only some of them writes. */
enum Trace {
    /** Not TCP. */
    NONE(0, 0, 0),
    /** Attempts that nobody answered: each packet is a SYN. */
    SYN(0x02, 0x02, 0x02),
    CLIENT(0x02, 0x10, 0x11),
    /** Still open when the record ends. */
    CLIENT_OPEN(0x02, 0x10, 0x10),
    /** The client leaves with a reset. */
    CLIENT_ABORT(0x02, 0x10, 0x14),
    SERVER(0x12, 0x10, 0x11),
    SERVER_OPEN(0x12, 0x10, 0x10),
    RESET(0x14, 0x14, 0x14),
    SYN_ACK(0x12, 0x12, 0x12),
    ACK(0x10, 0x10, 0x10),
    PUSH_ACK(0x18, 0x18, 0x18);

    private static final double PUSHING = 0.4;

    private final int first;
    private final int middle;
    private final int last;

    Trace(int first, int middle, int last) {
        this.first = first;
        this.middle = middle;
        this.last = last;
    }

    /**
     * OR over the sampled packets. The first and the last packet are among {@code sampled} of {@code total} with probability
     * sampled / total each; two in five data packets push.
     */
    int flags(Draws draws, int total, int sampled) {
        if (first == middle && middle == last) {
            return first;
        }
        if (sampled >= total) {
            return first | (total > 2 ? middle | 0x08 : 0) | (total > 1 ? last : 0);
        }
        double share = (double) sampled / total;
        int flags = 0;
        int others = sampled;
        if (draws.uniform() < share) {
            flags |= first;
            others--;
        }
        if (others > 0 && draws.uniform() < share) {
            flags |= last;
            others--;
        }
        if (others > 0) {
            flags |= middle;
            flags |= draws.uniform() < StrictMath.pow(1 - PUSHING, others) ? 0 : 0x08;
        }
        return flags;
    }
}
