package floodmark.app.export;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The kinds of flood that evidence of the family {@code makeup} tells apart, in the words of other systems. */
enum FloodKind {
    SYN_FLOOD("syn-flood", 1, 6, "TCP", "flooding-attack", "tcp-syn"),
    REFLECTION("reflection", 2, 17, "UDP", "reflected-spoofed-attack", "amplification-attack", "udp"),
    SYN_ACK_REFLECTION("syn-ack-reflection", 3, 6, "TCP", "reflected-spoofed-attack"),
    UDP_FLOOD("udp-flood", 4, 17, "UDP", "flooding-attack", "udp"),
    ACK_FLOOD("ack-flood", 5, 6, "TCP", "flooding-attack"),
    ICMP_FLOOD("icmp-flood", 6, 1, "ICMP", "flooding-attack", "icmp"),
    OTHER_PROTOCOL("other-protocol", 7, null, "IP", "flooding-attack");

    private final String test;
    private final int attackId;
    private final @Nullable Integer protocol;
    private final String mispProtocol;
    private final List<String> mispTypes;

    FloodKind(String test, int attackId, @Nullable Integer protocol, String mispProtocol, String... mispTypes) {
        this.test = test;
        this.attackId = attackId;
        this.protocol = protocol;
        this.mispProtocol = mispProtocol;
        this.mispTypes = List.of(mispTypes);
    }

    /** The kind of this test of the family, or null. */
    static @Nullable FloodKind of(@Nullable String test) {
        for (FloodKind kind : values()) {
            if (kind.test.equals(test)) {
                return kind;
            }
        }
        return null;
    }

    /** Its number in DOTS telemetry; never given to another kind. */
    int attackId() {
        return attackId;
    }

    /** IP protocol number, or null if it may be any. */
    @Nullable
    Integer protocol() {
        return protocol;
    }

    /** Of the protocols that the MISP object {@code ddos} lists. */
    String mispProtocol() {
        return mispProtocol;
    }

    /** Of the techniques that the MISP object {@code ddos} lists. */
    List<String> mispTypes() {
        return mispTypes;
    }
}
