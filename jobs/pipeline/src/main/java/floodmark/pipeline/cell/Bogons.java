package floodmark.pipeline.cell;

import floodmark.model.Address;
import floodmark.model.Prefix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Addresses that cannot be the source of a packet on the global internet: the special-purpose registries of RFC 6890 (with
 * RFC 6598 and RFC 8190) where "globally reachable" is false, and multicast.
 */
final class Bogons {
    private static final List<Prefix> PREFIXES = parse(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "::/128",
            "::1/128",
            "100::/64",
            "2001:db8::/32",
            "3fff::/20",
            "fc00::/7",
            "fe80::/10",
            "ff00::/8");

    /** By the first octet of an IPv4 address, whether a prefix begins with it: asked for every flow of a subject, nearly all in vain. */
    private static final boolean[] FIRST_OCTETS = firstOctets();

    private Bogons() {}

    private static boolean[] firstOctets() {
        boolean[] found = new boolean[256];
        for (Prefix prefix : PREFIXES) {
            if (prefix.base().isIpv4()) {
                int first = octet(prefix.base());
                int fixed = Math.min(8, prefix.bitsOf128() - 96);
                Arrays.fill(found, first, first + (1 << 8 - fixed), true);
            }
        }
        return found;
    }

    private static int octet(Address ipv4) {
        return (int) (ipv4.low() >>> 24 & 0xff);
    }

    private static List<Prefix> parse(String... texts) {
        List<Prefix> prefixes = new ArrayList<>();
        for (String text : texts) {
            Prefix prefix = Prefix.parse(text);
            if (prefix == null) {
                throw new IllegalArgumentException(text);
            }
            prefixes.add(prefix);
        }
        return List.copyOf(prefixes);
    }

    static boolean contains(Address address) {
        if (address.isIpv4() && !FIRST_OCTETS[octet(address)]) {
            return false;
        }
        for (Prefix prefix : PREFIXES) {
            if (prefix.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
