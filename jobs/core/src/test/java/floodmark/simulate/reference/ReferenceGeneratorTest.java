package floodmark.simulate.reference;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.model.Window;
import floodmark.simulate.Incident;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class ReferenceGeneratorTest {
    private static final int INCIDENTS = 40;

    private final ReferenceGenerator generator = new ReferenceGenerator();

    /** Digest of all flows, and checks of each. */
    private static long digest(Incident incident) {
        CRC32 digest = new CRC32();
        incident.emit((start, end, sh, sl, dh, dl, sp, dp, protocol, flags, packets, bytes, rate, ttl) -> {
            assertThat(incident.coverage().stream()
                            .filter(w -> w.contains(start))
                            .count())
                    .isEqualTo(1);
            assertThat(end).isGreaterThanOrEqualTo(start);
            assertThat(packets).isPositive();
            assertThat(bytes).isBetween(packets * 20, packets * 1500);
            for (long value :
                    new long[] {start, end, sh, sl, dh, dl, sp, dp, protocol, flags, packets, bytes, rate, ttl}) {
                digest.update((int) value);
                digest.update((int) (value >>> 8));
                digest.update((int) (value >>> 16));
                digest.update((int) (value >>> 24));
                digest.update((int) (value >>> 32));
            }
        });
        return digest.getValue();
    }

    @Test
    void sameNumberSameFlows() {
        for (int number = 0; number < 5; number++) {
            Incident incident = generator.incident(7, number);
            long first = digest(incident);

            assertThat(digest(incident)).as("again %d", number).isEqualTo(first);
            assertThat(digest(generator.incident(7, number)))
                    .as("anew %d", number)
                    .isEqualTo(first);
            assertThat(digest(generator.incident(8, number)))
                    .as("other seed %d", number)
                    .isNotEqualTo(first);
        }
    }

    @Test
    void flowsStartWithinCoverage() {
        for (int number = 0; number < INCIDENTS; number++) {
            Incident incident = generator.incident(1, number);
            Window before = null;
            for (Window window : incident.coverage()) {
                if (before != null) {
                    assertThat(window.startNanos()).isGreaterThanOrEqualTo(before.endNanos());
                }
                before = window;
            }
            assertThat(digest(incident)).isNotZero();
        }
    }
}
