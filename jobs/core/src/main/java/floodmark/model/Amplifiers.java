package floodmark.model;

import java.util.BitSet;

/**
 * UDP source ports of protocols that amplify (Rossow 2014; CISA alert TA14-017A; BACnet 47808, DHDiscover 37810). DNS stands
 * apart: resolvers get small answers in the course of business.
 */
public final class Amplifiers {
    /** Source port of DNS answers. */
    public static final int DNS = 53;

    private static final BitSet PORTS = ports(
            17, 19, 69, 111, 123, 137, 161, 177, 389, 427, 520, 1434, 1900, 3283, 3478, 3702, 5093, 5353, 5683, 6881,
            10001, 10074, 11211, 17185, 27015, 27960, 30718, 32414, 33848, 37810, 47808);

    private Amplifiers() {}

    private static BitSet ports(int... numbers) {
        BitSet ports = new BitSet();
        for (int number : numbers) {
            ports.set(number);
        }
        return ports;
    }

    /** Whether a protocol that amplifies answers from this UDP port; false for {@link #DNS}. */
    public static boolean contains(int port) {
        return PORTS.get(port);
    }
}
