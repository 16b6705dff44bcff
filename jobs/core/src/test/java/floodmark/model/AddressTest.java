package floodmark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against {@link InetAddress} as an independent reader and writer of literals, which never looks a name up for these texts. */
class AddressTest {
    private static final int ROUNDS = 20_000;

    private static Address parse(String text) {
        return Objects.requireNonNull(Address.parse(text), text);
    }

    /** 16 bytes with many zero groups, so that every place and length of a run occurs. */
    private static byte[] randomBytes(Random random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        int keep = random.nextInt(256);
        for (int g = 0; g < 8; g++) {
            if ((keep >> g & 1) == 0) {
                bytes[2 * g] = 0;
                bytes[2 * g + 1] = (byte) (random.nextInt(6) == 0 ? 1 : 0);
            }
        }
        if (random.nextInt(8) == 0) {
            bytes = parse("::ffff:0:0").toBytes();
            for (int i = 12; i < 16; i++) {
                bytes[i] = (byte) random.nextInt(256);
            }
        }
        return bytes;
    }

    private static byte[] mapped(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 16 ? bytes : Address.ofBytes(bytes, 0, 4).toBytes();
    }

    /** RFC 5952 section 4, by regular expressions over the full form: nothing in common with the code under test. */
    private static String canonical(InetAddress address) {
        String full = address.getHostAddress();
        if (address instanceof Inet4Address) {
            return full;
        }
        String best = "";
        for (String zeros = "0:0"; zeros.length() <= 15; zeros += ":0") {
            if (Pattern.compile("(^|:)" + zeros + "(:|$)").matcher(full).find()) {
                best = zeros;
            }
        }
        return best.isEmpty() ? full : full.replaceFirst("(^|:)" + best + "(:|$)", "::");
    }

    @Test
    void writesAndReadsWhatInetAddressDoes() throws UnknownHostException {
        Random random = new Random(5952);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = randomBytes(random);
            Address address = Address.ofBytes(bytes, 0, 16);
            InetAddress oracle = InetAddress.getByAddress(bytes);
            assertThat(address.toBytes()).isEqualTo(bytes);
            assertThat(address.toString()).isEqualTo(canonical(oracle));
            assertThat(address.isIpv4()).isEqualTo(oracle instanceof Inet4Address);
            assertThat(Address.parse(address.toString())).isEqualTo(address);
            assertThat(Address.parse(oracle.getHostAddress())).isEqualTo(address);
            assertThat(Address.parse(oracle.getHostAddress().toUpperCase(Locale.ROOT)))
                    .isEqualTo(address);
        }
    }

    @Test
    void readsEveryValidSpelling() throws UnknownHostException {
        Random random = new Random(4291);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = randomBytes(random);
            String text = spelling(bytes, random);
            assertThat(InetAddress.getByName(text)).as(text).isEqualTo(InetAddress.getByAddress(bytes));
            assertThat(Address.parse(text)).as(text).isEqualTo(Address.ofBytes(bytes, 0, 16));
        }
    }

    /** Any of the forms of RFC 4291 section 2.2: leading zeros, either case, a run shortened or not, a dotted end or not. */
    private static String spelling(byte[] bytes, Random random) {
        String[] groups = new String[8];
        for (int g = 0; g < 8; g++) {
            int value = (bytes[2 * g] & 0xff) << 8 | bytes[2 * g + 1] & 0xff;
            String hex = String.format(Locale.ROOT, random.nextBoolean() ? "%04x" : "%x", value);
            groups[g] = random.nextBoolean() ? hex : hex.toUpperCase(Locale.ROOT);
        }
        int count = 8;
        if (random.nextInt(3) == 0) {
            groups[6] =
                    (bytes[12] & 0xff) + "." + (bytes[13] & 0xff) + "." + (bytes[14] & 0xff) + "." + (bytes[15] & 0xff);
            count = 7;
        }
        int from = random.nextInt(count);
        int to = from;
        while (to < count && groups[to].matches("0+")) {
            to++;
        }
        if (to == from || random.nextInt(4) == 0) {
            return String.join(":", java.util.Arrays.copyOf(groups, count));
        }
        return String.join(":", java.util.Arrays.copyOf(groups, from)) + "::"
                + String.join(":", java.util.Arrays.copyOfRange(groups, to, count));
    }

    @Test
    void damagedLiteralsAreReadAlikeOrRefused() {
        Random random = new Random(2024);
        int accepted = 0;
        for (int i = 0; i < 5 * ROUNDS; i++) {
            StringBuilder damaged = new StringBuilder(spelling(randomBytes(random), random));
            for (int k = 1 + random.nextInt(2); k > 0; k--) {
                int at = random.nextInt(damaged.length());
                switch (random.nextInt(3)) {
                    case 0 -> damaged.deleteCharAt(at);
                    case 1 -> damaged.insert(at, "0:.f1".charAt(random.nextInt(5)));
                    default -> damaged.setCharAt(at, "0:.f1g".charAt(random.nextInt(6)));
                }
            }
            String text = damaged.toString();
            if (!text.matches("[0-9a-fA-F:].*:.*")) {
                continue;
            }
            byte @Nullable [] oracle = oracle(text);
            Address address = Address.parse(text);
            // More than four digits, or leading zeros in a dotted end, are read by InetAddress but not valid (RFC 4291
            // section 2.2).
            boolean loose = text.matches(".*[0-9a-fA-F]{5}.*|.*[:.]0[0-9]+\\..*|.*\\.0[0-9]+");
            if (address != null) {
                accepted++;
                assertThat(oracle).as(text).isEqualTo(address.toBytes());
            } else if (!loose) {
                assertThat(oracle).as(text).isNull();
            }
        }
        assertThat(accepted).isGreaterThan(ROUNDS);
    }

    private static byte @Nullable [] oracle(String text) {
        try {
            return mapped(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return null;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:0db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8::1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8::0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:DB8:0:0:1::1, 2001:db8::1:0:0:1",
        "2001:db8:0000:0:1::1, 2001:db8::1:0:0:1",
        "2001:0db8::0001, 2001:db8::1",
        "2001:db8:0:0:0:0:2:1, 2001:db8::2:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:db8::1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:aaaa:bbbb:cccc:dddd:eeee:AAAA, 2001:db8:aaaa:bbbb:cccc:dddd:eeee:aaaa",
        "0:0:0:0:0:0:0:0, ::",
        "0:0:0:0:0:0:0:1, ::1",
        "1:0:0:0:0:0:0:0, 1::",
        "0:0:1:0:0:1:0:0, ::1:0:0:1:0:0",
        "0:1:0:1:0:1:0:1, 0:1:0:1:0:1:0:1",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
        "::192.0.2.1, ::c000:201",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "::ffff:192.0.2.1, 192.0.2.1",
        "::ffff:c000:201, 192.0.2.1",
        "255.255.255.255, 255.255.255.255",
        "0.0.0.0, 0.0.0.0"
    })
    void canonicalTextOfRfc5952(String text, String canonical) {
        assertThat(parse(text)).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                ":",
                ":::",
                "1:",
                ":1",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                "::1::",
                "12345::",
                "g::",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                "1.2.3",
                "1.2.3.4.",
                ".1.2.3.4",
                "1..2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "01.2.3.4",
                "1.2.3.00",
                "0x1.2.3.4",
                "1.2.3.-4",
                " 1.2.3.4",
                "1.2.3.4 ",
                "1.2.3.4/32",
                "fe80::1%eth0",
                "[::1]",
                "::1.2.3",
                "::1.2.3.256",
                "1:2:3:4:5:6:7:1.2.3.4",
                "::1.2.3.4:5",
                "1.2.3.4::",
                "\u0661.2.3.4",
                "::\uff11",
                "localhost",
                "1:2:3:4:5:6:7:8:",
                "0:0:0:0:0:ffff:255.255.255.2555555555"
            })
    void refusesWhatIsNoAddress(String text) {
        assertThat(Address.parse(text)).isNull();
    }

    @Test
    void sortsAsUnsignedBytes() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            byte[] a = randomBytes(random);
            byte[] b = randomBytes(random);
            int expected = Integer.signum(new BigInteger(1, a).compareTo(new BigInteger(1, b)));
            assertThat(Integer.signum(Address.ofBytes(a, 0, 16).compareTo(Address.ofBytes(b, 0, 16))))
                    .isEqualTo(expected);
        }
    }

    @Test
    void readsFourOrSixteenBytesAtAnOffset() {
        byte[] bytes = {9, 9, (byte) 192, 0, 2, (byte) 255, 9};
        assertThat(Address.ofBytes(bytes, 2, 4)).hasToString("192.0.2.255");
        assertThat(Address.ofIpv4(0xC00002FF).ipv4Bits()).isEqualTo(0xC00002FF);
        assertThatThrownBy(() -> Address.ofBytes(bytes, 0, 5)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void networksAre24And48() {
        assertThat(parse("192.0.2.200").network()).hasToString("192.0.2.0");
        assertThat(parse("2001:db8:1:ffff:1:2:3:4").network()).hasToString("2001:db8:1::");
    }

    @Test
    void hashOfIpv4IsTheMurmurFinaliserAndOfIpv6Spreads() {
        Random random = new Random(64);
        Set<Long> hashes = new HashSet<>();
        for (int i = 0; i < ROUNDS; i++) {
            assertThat(Address.ofIpv4(i).hash64()).isEqualTo(finaliser(i));
            hashes.add(new Address(0x20010db8L << 32, i).hash64());
            hashes.add(new Address(0x20010db8L << 32 | i + 1, 0).hash64());
        }
        assertThat(hashes).hasSize(2 * ROUNDS);
        long high = random.nextLong();
        assertThat(Address.hash64(high, 5)).isEqualTo(new Address(high, 5).hash64());
    }

    /** MurmurHash3's 64-bit finaliser in unbounded integers. */
    private static long finaliser(long value) {
        BigInteger mask = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
        BigInteger x = BigInteger.valueOf(value);
        for (String factor : new String[] {"ff51afd7ed558ccd", "c4ceb9fe1a85ec53", "1"}) {
            x = x.xor(x.shiftRight(33)).multiply(new BigInteger(factor, 16)).and(mask);
        }
        return x.longValue();
    }
}
