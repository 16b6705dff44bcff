package floodmark.simulate.reference;

/** Hosts that take part in a flood: bots, or servers that reflect. */
final class Hosts {
    private final long[] low;
    private final int[] ttl;
    private final double[] weight;

    /**
     * @param spread standard deviation of the logarithm of their rates
     * @param few true if they lie in few networks, such as those of hosting companies
     */
    Hosts(Chance chance, int count, double spread, boolean few) {
        low = new long[count];
        ttl = new int[count];
        weight = new double[count];
        int[] bases = new int[few ? 3 + chance.below(40) : 0];
        for (int i = 0; i < bases.length; i++) {
            bases[i] = Networks.routable(chance);
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            int bits = few ? chance.pick(bases) & 0xffff0000 | chance.below(1 << 16) : Networks.routable(chance);
            low[i] = Networks.IPV4 | (bits & 0xffffffffL);
            ttl[i] = (chance.happens(0.8) ? 64 : 255) - 6 - chance.below(20);
            weight[i] = chance.logNormal(spread);
            sum += weight[i];
        }
        for (int i = 0; i < count; i++) {
            weight[i] /= sum;
        }
    }

    int size() {
        return low.length;
    }

    /** Share of the flood that comes from one. */
    double weight(int host) {
        return weight[host];
    }

    void peer(int host, Peer into) {
        into.set(0, low[host], ttl[host]);
    }
}
