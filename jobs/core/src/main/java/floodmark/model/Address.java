package floodmark.model;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * An IP address in 128 bits; IPv4 is held in its IPv4-mapped form ({@code ::ffff:a.b.c.d}, RFC 4291 section 2.5.5.2), so
 * that one key type serves both families.
 *
 * @param high the upper 64 bits, network order
 * @param low the lower 64 bits, network order
 */
public record Address(long high, long low) implements Comparable<Address>, Serializable {
    private static final long IPV4_MARK = 0xffffL << 32;

    /** The address with the given 32 bits, which are read as unsigned. */
    public static Address ofIpv4(int bits) {
        return new Address(0, IPV4_MARK | (bits & 0xffffffffL));
    }

    /**
     * Reads 4 bytes as IPv4 and 16 bytes as IPv6 (or IPv4-mapped), network order.
     *
     * @throws IllegalArgumentException if there are neither 4 nor 16 bytes
     */
    public static Address ofBytes(byte[] bytes, int offset, int length) {
        if (length == 4) {
            return ofIpv4((int) readBigEndian(bytes, offset, 4));
        }
        if (length == 16) {
            return new Address(readBigEndian(bytes, offset, 8), readBigEndian(bytes, offset + 8, 8));
        }
        throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + length);
    }

    private static long readBigEndian(byte[] bytes, int offset, int length) {
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | (bytes[offset + i] & 0xff);
        }
        return value;
    }

    /** Parses IPv4 dotted decimal or any RFC 4291 text form of IPv6; null if the text is neither. */
    public static @Nullable Address parse(CharSequence text) {
        return AddressText.parse(text);
    }

    /** True for addresses of the IPv4 family, including those that a capture wrote as IPv4-mapped. */
    public boolean isIpv4() {
        return isIpv4(high, low);
    }

    /** The same of an address in two halves. */
    public static boolean isIpv4(long high, long low) {
        return high == 0 && low >>> 32 == 0xffff;
    }

    /** The 32 bits of an IPv4 address; meaningless for others. */
    public int ipv4Bits() {
        return (int) low;
    }

    /** The 16 bytes, network order. */
    public byte[] toBytes() {
        byte[] bytes = new byte[16];
        for (int i = 0; i < 8; i++) {
            bytes[i] = (byte) (high >>> (56 - 8 * i));
            bytes[8 + i] = (byte) (low >>> (56 - 8 * i));
        }
        return bytes;
    }

    /** The sender network that counts as one user community: /24 for IPv4, /48 for IPv6. */
    public Address network() {
        return isIpv4() ? new Address(0, low & ~0xffL) : new Address(high & ~0xffffL, 0);
    }

    /**
     * A 64-bit hash for order-free sketches. For IPv4 it is a bijection of the 32 address bits (the MurmurHash3 finaliser,
     * public domain), so distinct IPv4 addresses never collide; two given IPv6 addresses collide with probability 2^-64.
     */
    public long hash64() {
        return hash64(high, low);
    }

    /** {@link #hash64()} for bits that are not wrapped in a record. */
    public static long hash64(long high, long low) {
        boolean ipv4 = high == 0 && low >>> 32 == 0xffff;
        return ipv4 ? mix(low & 0xffffffffL) : mix(mix(high) + low);
    }

    private static long mix(long value) {
        long x = value;
        x ^= x >>> 33;
        x *= 0xff51afd7ed558ccdL;
        x ^= x >>> 33;
        x *= 0xc4ceb9fe1a85ec53L;
        x ^= x >>> 33;
        return x;
    }

    @Override
    public int compareTo(Address other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /** Canonical text: dotted decimal for IPv4, RFC 5952 for IPv6. */
    @Override
    public String toString() {
        return AddressText.format(this);
    }
}
