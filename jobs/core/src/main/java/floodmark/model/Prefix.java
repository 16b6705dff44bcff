package floodmark.model;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A CIDR prefix.
 *
 * @param base the first address; bits behind the prefix are zero
 * @param length the prefix length within the family: 0-32 for IPv4, 0-128 for IPv6
 */
public record Prefix(Address base, int length) implements Comparable<Prefix>, Serializable {

    /** Parses {@code address/length}, or a bare address as a host prefix; null if it is neither or host bits are set. */
    public static @Nullable Prefix parse(String text) {
        int slash = text.indexOf('/');
        Address address = Address.parse(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            return null;
        }
        int longest = address.isIpv4() ? 32 : 128;
        int length = longest;
        if (slash >= 0) {
            String digits = text.substring(slash + 1);
            boolean plain =
                    !digits.isEmpty() && digits.length() <= 3 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
            if (!plain || digits.length() > 1 && digits.startsWith("0")) {
                return null;
            }
            length = Integer.parseInt(digits);
        }
        if (length > longest) {
            return null;
        }
        Prefix prefix = new Prefix(address, length);
        return prefix.masked(address).equals(address) ? prefix : null;
    }

    /** The prefix of the given length that holds the address; 0-32 for IPv4, 0-128 for IPv6. */
    public static Prefix covering(Address address, int length) {
        return new Prefix(new Prefix(address, length).masked(address), length);
    }

    /** Length within the 128 bits of an {@link Address}: 96 more for IPv4. */
    public int bitsOf128() {
        return base.isIpv4() ? length + 96 : length;
    }

    private Address masked(Address address) {
        int bits = bitsOf128();
        long high = bits >= 64 ? -1L : bits == 0 ? 0 : -1L << (64 - bits);
        long low = bits <= 64 ? 0 : bits == 128 ? -1L : -1L << (128 - bits);
        return new Address(address.high() & high, address.low() & low);
    }

    /** True if the address lies within this prefix; families never mix: {@code ::/0} holds no IPv4 address. */
    public boolean contains(Address address) {
        return address.isIpv4() == base.isIpv4() && masked(address).equals(base);
    }

    /** True if the two prefixes share an address. */
    public boolean overlaps(Prefix other) {
        return length <= other.length ? contains(other.base) : other.contains(base);
    }

    /** True if it holds exactly one address. */
    public boolean isHost() {
        return bitsOf128() == 128;
    }

    @Override
    public int compareTo(Prefix other) {
        int byBase = base.compareTo(other.base);
        return byBase != 0 ? byBase : Integer.compare(length, other.length);
    }

    @Override
    public String toString() {
        return base + "/" + length;
    }
}
