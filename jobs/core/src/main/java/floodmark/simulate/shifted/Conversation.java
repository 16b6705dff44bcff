package floodmark.simulate.shifted;

import floodmark.stats.Draws;

/**
 * What one connection (or query) looks like, as a few hundred drawn examples, and how likely a vantage records each.
 *
 * <p>A connection of n packets leaves a row with probability 1 - (1 - 1/N)^n in each direction; those that leave none are never
 * made, which is the same law as making and thinning them.
 */
final class Conversation {
    private static final int EXAMPLES = 300;

    /** How sizes are drawn: packets there and back, mean IP bytes of a packet there and back, seconds. */
    @FunctionalInterface
    interface Sizes {
        double[] draw(Draws draws);
    }

    final int protocol;
    final Trace there;
    final Trace back;
    final int[] packetsThere = new int[EXAMPLES];
    final int[] packetsBack = new int[EXAMPLES];
    final double[] bytesThere = new double[EXAMPLES];
    final double[] bytesBack = new double[EXAMPLES];
    final double[] seconds = new double[EXAMPLES];
    private final double[] cumulative;

    /** Probability that a connection leaves a row. */
    final double recorded;
    /** Expected rows of a connection. */
    final double rows;

    final double meanPacketsThere;
    final double meanPacketsBack;
    final double meanBytesThere;
    final double meanBytesBack;

    Conversation(Draws draws, Sight sight, int protocol, Trace there, Trace back, Sizes sizes) {
        this.protocol = protocol;
        this.there = there;
        this.back = back;
        double[] weights = new double[EXAMPLES];
        double[] sums = new double[6];
        for (int i = 0; i < EXAMPLES; i++) {
            double[] drawn = sizes.draw(draws);
            packetsThere[i] = (int) StrictMath.max(1, StrictMath.rint(drawn[0]));
            packetsBack[i] = (int) StrictMath.max(0, StrictMath.rint(drawn[1]));
            bytesThere[i] = Laws.clip(drawn[2], 40, 1500);
            bytesBack[i] = Laws.clip(drawn[3], 40, 1500);
            seconds[i] = StrictMath.max(.0005, drawn[4]);
            double seenThere = sight.seen(packetsThere[i]);
            double seenBack = sight.both() ? sight.seen(packetsBack[i]) : 0;
            weights[i] = 1 - (1 - seenThere) * (1 - seenBack);
            sums[0] += weights[i];
            sums[1] += seenThere + seenBack;
            sums[2] += packetsThere[i];
            sums[3] += packetsBack[i];
            sums[4] += packetsThere[i] * bytesThere[i];
            sums[5] += packetsBack[i] * bytesBack[i];
        }
        cumulative = Laws.cumulative(weights);
        recorded = sums[0] / EXAMPLES;
        rows = sums[1] / EXAMPLES;
        meanPacketsThere = sums[2] / EXAMPLES;
        meanPacketsBack = sums[3] / EXAMPLES;
        meanBytesThere = sums[4] / EXAMPLES;
        meanBytesBack = sums[5] / EXAMPLES;
    }

    /** An example among connections that leave a row. */
    int example(Draws draws) {
        return Laws.index(cumulative, draws.uniform());
    }
}
