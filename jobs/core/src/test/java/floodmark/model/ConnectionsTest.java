package floodmark.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionsTest {
    /** Flags, packets and bytes of the client's side, and whether it is an attempt and a completed one. */
    @ParameterizedTest
    @CsvSource({
        "0x02, 1, 60, true, true, false", // a lone SYN
        "0x02, 6, 360, true, true, false", // SYN repeated
        "0x06, 2, 100, true, true, false", // half-open scan: SYN, then RST
        "0x1b, 9, 1800, true, true, true", // an ordinary request
        "0x1a, 3, 190, true, true, true", // the first part of a long one
        "0x13, 3, 164, true, true, true", // connected and closed again
        "0x12, 3, 3000, true, true, true", // payload, from an exporter without PSH
        "0x12, 2, 112, true, true, false", // a handshake and nothing more
        "0x12, 5, 300, true, true, false", // the same, or SYN-ACK repeated
        "0x12, 1, 60, true, false, false", // SYN-ACK
        "0x12, 1, 1000, true, false, false",
        "0x52, 2, 104, true, true, false", // congestion bits tell nothing
        "0x18, 40, 9000, true, false, false", // the later part of a connection
        "0x14, 1, 40, true, false, false",
        "0x1b, 0, 0, true, true, false",
        "0x12, 2, 120, true, true, false", // two headers of the largest size exactly
        "0x12, 2, 121, true, true, true",
        "0x12, 2, 160, false, true, false", // the same with IPv6
        "0x12, 2, 161, false, true, true",
        "0x12, 4, 9223372036854775807, true, true, true",
    })
    void attemptsAndWhatBecameOfThem(
            String flags, long packets, long bytes, boolean ipv4, boolean attempt, boolean completed) {
        int value = Integer.decode(flags);
        assertThat(Connections.isAttempt(value, packets)).isEqualTo(attempt);
        assertThat(Connections.isCompleted(value, packets, bytes, ipv4)).isEqualTo(completed);
    }

    @Test
    void answersHoldNothingElse() {
        for (int flags : new int[] {0x12, 0x04, 0x14, 0x52, 0x54}) {
            assertThat(Connections.isBareAnswer(flags)).as("%x", flags).isTrue();
        }
        for (int flags : new int[] {0, 0x02, 0x10, 0x16, 0x1b, 0x1a, 0x13, 0x11, 0x01}) {
            assertThat(Connections.isBareAnswer(flags)).as("%x", flags).isFalse();
        }
    }

    @Test
    void answersOfOtherProtocols() {
        assertThat(PacketKinds.isAnswer(6, 0x12, 3 * 256)).isTrue();
        assertThat(PacketKinds.isAnswer(6, 0x02, 3 * 256)).isFalse();
        assertThat(PacketKinds.isAnswer(17, 0x12, 0)).isFalse();
        for (int type = 0; type < 256; type++) {
            boolean v4 = type == 0 || type >= 3 && type <= 5 || type == 11 || type == 12;
            boolean replies = type == 14 || type == 16 || type == 18;
            assertThat(PacketKinds.isAnswer(1, 0, type * 256 + 3))
                    .as("type %s", type)
                    .isEqualTo(v4 || replies);
            assertThat(PacketKinds.isAnswer(58, 0, type * 256 + 3))
                    .as("type %s", type)
                    .isEqualTo(type >= 1 && type <= 4 || type == 129);
        }
    }

    @Test
    void amplifiersAreNotDns() {
        assertThat(Amplifiers.contains(123)).isTrue();
        assertThat(Amplifiers.contains(47808)).isTrue();
        assertThat(Amplifiers.contains(Amplifiers.DNS)).isFalse();
        assertThat(Amplifiers.contains(443)).isFalse();
        assertThat(Amplifiers.contains(0)).isFalse();
    }
}
