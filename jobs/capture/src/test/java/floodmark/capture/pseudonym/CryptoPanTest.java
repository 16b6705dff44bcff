package floodmark.capture.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.model.Address;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

final class CryptoPanTest {
    /** The key of the sample that comes with the original implementation. */
    static final byte[] KEY =
            HexFormat.of().parseHex("1522178d33a4cf80130a5b1649907d10d8988f837979652762574c2d2a842202");

    private final CryptoPan cipher = new CryptoPan(KEY);

    private static Address address(String text) {
        return Objects.requireNonNull(Address.parse(text));
    }

    /** The distinct addresses of the sample trace of the original implementation and what it makes of them. */
    @ParameterizedTest
    @CsvFileSource(resources = "/cryptopan/sample-trace.csv", numLinesToSkip = 1)
    void agreesWithTheOriginalImplementation(String address, String pseudonym) {
        assertThat(cipher.map(address(address))).hasToString(pseudonym);
    }

    /** Values of the Go implementation of Y. Angel, which takes the scheme to 128 bits. */
    @ParameterizedTest
    @CsvSource({
        "::1, 78ff:f001:9fc0:20df:8380:b1f1:704:ed",
        "::2, 78ff:f001:9fc0:20df:8380:b1f1:704:ef",
        "::ffff, 78ff:f001:9fc0:20df:8380:b1f1:704:f838",
        "2001:db8::1, 4401:2bc:603f:d91d:27f:ff8e:e6f1:dc1e",
        "2001:db8::2, 4401:2bc:603f:d91d:27f:ff8e:e6f1:dc1c",
    })
    void takesIpv6AsOthersDo(String address, String pseudonym) {
        assertThat(cipher.map(address(address))).hasToString(pseudonym);
    }

    @Test
    void keepsTheLengthOfSharedPrefixes() {
        Random random = new Random(42);
        for (int i = 0; i < 2000; i++) {
            long high = random.nextLong();
            long low = random.nextLong();
            int shared = random.nextInt(128);
            long otherHigh = shared >= 64 ? high : differingFrom(high, shared, random);
            long otherLow = shared < 64 ? random.nextLong() : differingFrom(low, shared - 64, random);
            Address one = cipher.map(new Address(high, low));
            Address other = cipher.map(new Address(otherHigh, otherLow));
            assertThat(sharedBits(one, other)).isEqualTo(shared);

            int shared4 = random.nextInt(32);
            int otherBits = (int) (differingFrom((long) (int) low << 32, shared4, random) >>> 32);
            Address one4 = cipher.map(Address.ofIpv4((int) low));
            Address other4 = cipher.map(Address.ofIpv4(otherBits));
            assertThat(one4.isIpv4()).isTrue();
            assertThat(sharedBits(one4, other4)).isEqualTo(96 + shared4);
        }
    }

    /** Bits that agree in exactly the first ones. */
    private static long differingFrom(long bits, int shared, Random random) {
        long keep = shared == 0 ? 0 : -1L << (64 - shared);
        long flip = 1L << (63 - shared);
        return bits & keep | (bits ^ flip) & flip | random.nextLong() & ~keep & ~flip;
    }

    private static int sharedBits(Address one, Address other) {
        long high = one.high() ^ other.high();
        return high != 0 ? Long.numberOfLeadingZeros(high) : 64 + Long.numberOfLeadingZeros(one.low() ^ other.low());
    }
}
