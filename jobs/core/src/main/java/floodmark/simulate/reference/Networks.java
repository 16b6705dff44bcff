package floodmark.simulate.reference;

/** Addresses: routable, anything at all, and hashes that say by which way a network is reached. */
final class Networks {
    /** Upper half of the lower 64 bits of an IPv4-mapped address (RFC 4291 section 2.5.5.2). */
    static final long IPV4 = 0xffffL << 32;
    /** IPv6 unicast that is handed out (RFC 4291 section 2.4; 2000::/3). */
    private static final long IPV6_UNICAST = 0x2a00_0000_0000_0000L;

    private Networks() {}

    /** A uniformly drawn IPv4 address that can be the source of a packet on the global internet (RFC 6890, RFC 6598). */
    static int routable(Chance chance) {
        while (true) {
            int bits = (int) chance.seed();
            if (isRoutable(bits)) {
                return bits;
            }
        }
    }

    static boolean isRoutable(int bits) {
        int a = bits >>> 24;
        int ab = bits >>> 16;
        int abc = bits >>> 8;
        return a != 0
                && a != 10
                && a != 127
                && a < 224
                && !(a == 100 && (ab & 0xc0) == 0x40)
                && ab != (169 << 8 | 254)
                && ab >>> 4 != (172 << 4 | 1)
                && ab != (192 << 8 | 168)
                && ab >>> 1 != (198 << 7 | 9)
                && abc != (192 << 16)
                && abc != (192 << 16 | 2)
                && abc != (198 << 16 | 51 << 8 | 100)
                && abc != (203 << 16 | 113);
    }

    /** The upper 64 bits of a drawn IPv6 /48. */
    static long ipv6Network(Chance chance) {
        return IPV6_UNICAST | (chance.seed() & 0x00ff_ffff_ffff_0000L);
    }

    /** Uniform in [0, 1) by the network of a host and a salt; the same for all its hosts. */
    static double way(long high, long low, long salt) {
        boolean ipv4 = high == 0 && low >>> 32 == 0xffff;
        return unit(mix((ipv4 ? low >>> 8 : high >>> 16) * 0x9E3779B97F4A7C15L + salt));
    }

    /** Uniform in [0, 1) of a mixed number. */
    static double unit(long mixed) {
        return (mixed >>> 11) * 0x1.0p-53;
    }

    /** The finaliser of MurmurHash3 (public domain). */
    static long mix(long value) {
        long x = value;
        x ^= x >>> 33;
        x *= 0xff51afd7ed558ccdL;
        x ^= x >>> 33;
        x *= 0xc4ceb9fe1a85ec53L;
        x ^= x >>> 33;
        return x;
    }
}
