package floodmark.simulate.reference;

import java.util.Arrays;

/**
 * The networks that a service's users come from. Their popularity follows Zipf's law (Breslau et al. 1999, INFOCOM, found such a
 * law for what users ask for; that networks differ as unequally is an assumption), networks lie in few regions of the address
 * space, some hide many users behind few addresses, some are IPv6.
 */
final class Community {
    private static final int REGION_BITS = 12;
    private static final int CGNAT_HOSTS = 6;
    private static final int MOST_HOSTS = 220;

    private final double[] cumulative;
    private final long[] high;
    private final long[] low;
    private final int[] hosts;
    private final int[] hops;
    private final int[] cgnat;
    private final int[] regions;
    private final double ipv6Share;

    /**
     * @param networks how many
     * @param exponent of Zipf's law
     * @param ipv6Share share of IPv6 networks
     * @param cgnatShare share of networks with carrier-grade NAT
     */
    Community(Chance chance, int networks, double exponent, double ipv6Share, double cgnatShare) {
        this.ipv6Share = ipv6Share;
        cumulative = new double[networks];
        high = new long[networks];
        low = new long[networks];
        hosts = new int[networks];
        hops = new int[networks];
        regions = new int[4 + chance.below(36)];
        for (int i = 0; i < regions.length; i++) {
            regions[i] = Networks.routable(chance);
        }
        int[] natted = new int[networks];
        int natCount = 0;
        double sum = 0;
        for (int i = 0; i < networks; i++) {
            sum += StrictMath.pow(i + 1.0, -exponent);
            cumulative[i] = sum;
            network(chance, i);
            hops[i] = 5 + chance.below(20);
            if (chance.happens(cgnatShare)) {
                natted[natCount++] = i;
                hosts[i] = 1 + chance.below(CGNAT_HOSTS);
            } else {
                hosts[i] = (int) StrictMath.min(MOST_HOSTS, 1 + 12 * chance.logNormal(1));
            }
        }
        for (int i = 0; i < networks; i++) {
            cumulative[i] /= sum;
        }
        cgnat = natCount == 0 ? new int[] {0} : Arrays.copyOf(natted, natCount);
    }

    private void network(Chance chance, int i) {
        if (chance.happens(ipv6Share)) {
            high[i] = Networks.ipv6Network(chance);
        } else {
            low[i] = Networks.IPV4 | (inRegion(chance) & 0xffffff00L);
        }
    }

    private int inRegion(Chance chance) {
        for (int attempt = 0; attempt < 20; attempt++) {
            int region = regions[chance.below(regions.length)];
            int bits = region & -1 << 32 - REGION_BITS | chance.below(1 << 32 - REGION_BITS);
            if (Networks.isRoutable(bits)) {
                return bits;
            }
        }
        return Networks.routable(chance);
    }

    /** A usual user. */
    void usual(Chance chance, Peer into) {
        int found = Arrays.binarySearch(cumulative, chance.uniform());
        host(chance, StrictMath.min(cumulative.length - 1, found < 0 ? -found - 1 : found), into);
    }

    /** A user behind carrier-grade NAT. */
    void natted(Chance chance, Peer into) {
        host(chance, cgnat[chance.below(cgnat.length)], into);
    }

    /** Somebody from a network of the same regions, or from anywhere, most likely not seen before. */
    void fresh(Chance chance, Peer into) {
        int ttl = ttl(chance, 5 + chance.below(20));
        if (chance.happens(ipv6Share)) {
            into.set(Networks.ipv6Network(chance) | chance.below(1 << 16), chance.seed(), ttl);
        } else {
            into.setIpv4(chance.happens(0.7) ? inRegion(chance) : Networks.routable(chance), ttl);
        }
    }

    private void host(Chance chance, int network, Peer into) {
        int ttl = ttl(chance, hops[network]);
        // Few hosts of a network are active most of the time: the lower of two draws favours them.
        int host = StrictMath.min(chance.below(hosts[network]), chance.below(hosts[network]));
        if (high[network] != 0) {
            into.set(high[network] | host & 0xff, Networks.mix(high[network] + host), ttl);
        } else {
            into.set(0, low[network] | 1 + host, ttl);
        }
    }

    /** Hosts start at 64 or 128, seldom at 255. */
    private static int ttl(Chance chance, int hops) {
        double u = chance.uniform();
        return (u < 0.55 ? 64 : u < 0.97 ? 128 : 255) - hops;
    }
}
