package floodmark.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixTest {
    private static Prefix parse(String text) {
        return Objects.requireNonNull(Prefix.parse(text), text);
    }

    private static Address address(String text) {
        return Objects.requireNonNull(Address.parse(text), text);
    }

    private static Address random(Random random) {
        return random.nextBoolean()
                ? Address.ofIpv4(random.nextInt())
                : new Address(random.nextLong(), random.nextLong());
    }

    /** An address near another: a few low bits differ. */
    private static Address near(Address address, Random random) {
        int bits = random.nextInt(address.isIpv4() ? 32 : 128);
        BigInteger value = new BigInteger(1, address.toBytes()).flipBit(bits);
        byte[] bytes = new byte[16];
        byte[] raw = value.toByteArray();
        int length = Math.min(16, raw.length);
        System.arraycopy(raw, raw.length - length, bytes, 16 - length, length);
        return Address.ofBytes(bytes, 0, 16);
    }

    @Test
    void containsAndOverlapsLikeShiftedIntegers() {
        Random random = new Random(4632);
        int inside = 0;
        for (int i = 0; i < 50_000; i++) {
            Address a = random(random);
            Prefix prefix = Prefix.covering(a, random.nextInt(a.isIpv4() ? 33 : 129));
            Address b = random.nextInt(4) == 0 ? random(random) : near(a, random);
            boolean expected = same(a, b, prefix.length());
            assertThat(prefix.contains(b)).as("%s %s", prefix, b).isEqualTo(expected);
            assertThat(prefix.contains(prefix.base())).isTrue();
            assertThat(Prefix.parse(prefix.toString())).isEqualTo(prefix);
            Prefix other = Prefix.covering(b, random.nextInt(b.isIpv4() ? 33 : 129));
            boolean common = same(a, b, Math.min(prefix.length(), other.length()));
            assertThat(prefix.overlaps(other)).as("%s %s", prefix, other).isEqualTo(common);
            assertThat(other.overlaps(prefix)).isEqualTo(common);
            inside += expected ? 1 : 0;
        }
        assertThat(inside).isBetween(10_000, 40_000);
    }

    private static boolean same(Address a, Address b, int length) {
        if (a.isIpv4() != b.isIpv4()) {
            return false;
        }
        int shift = (a.isIpv4() ? 32 : 128) - length;
        return new BigInteger(1, a.toBytes())
                .shiftRight(shift)
                .equals(new BigInteger(1, b.toBytes()).shiftRight(shift));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.10, 192.0.2.10/32, true",
        "192.0.2.0/24, 192.0.2.0/24, false",
        "0.0.0.0/0, 0.0.0.0/0, false",
        "::/0, ::/0, false",
        "2001:DB8:0::/48, 2001:db8::/48, false",
        "2001:db8::1, 2001:db8::1/128, true",
        "2001:db8:0:0:8000::/65, 2001:db8:0:0:8000::/65, false",
        "::ffff:192.0.2.0/24, 192.0.2.0/24, false"
    })
    void readsPrefixesAndHosts(String text, String canonical, boolean host) {
        assertThat(parse(text)).hasToString(canonical);
        assertThat(parse(text).isHost()).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.1/24", "192.0.2.0/33", "192.0.2.0/", "192.0.2.0/-1", "192.0.2.0/+8", "192.0.2.0/024",
                        "192.0.2.0/ 24", "192.0.2.0/24/24",
                "2001:db8::/129", "2001:db8::1/64", "/24", "", "x", "::ffff:0:0/96", "192.0.2.0/9999999999",
                        "192.0.2.0/\u0662"
            })
    void refusesWhatIsNoPrefix(String text) {
        assertThat(Prefix.parse(text)).isNull();
    }

    @Test
    void familiesNeverMix() {
        assertThat(parse("::/0").contains(address("192.0.2.1"))).isFalse();
        assertThat(parse("0.0.0.0/0").contains(address("2001:db8::1"))).isFalse();
        assertThat(parse("0.0.0.0/0").contains(address("255.255.255.255"))).isTrue();
        assertThat(parse("::/0").overlaps(parse("0.0.0.0/0"))).isFalse();
    }

    @Test
    void coveringClearsHostBits() {
        assertThat(Prefix.covering(address("192.0.2.11"), 24)).hasToString("192.0.2.0/24");
        assertThat(Prefix.covering(address("2001:db8::ffff"), 112)).hasToString("2001:db8::/112");
        assertThat(Prefix.covering(address("255.1.2.3"), 0)).hasToString("0.0.0.0/0");
    }

    @Test
    void sortsWhatHoldsAnotherBeforeIt() {
        assertThat(parse("192.0.2.0/24")).isLessThan(parse("192.0.2.0/25")).isLessThan(parse("192.0.3.0/24"));
    }
}
