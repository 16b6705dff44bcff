package floodmark.claim;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The kinds of statement, in the order in which they are reported. */
public enum Asserts {
    ATTACK("a flood by an adversary reached the subject in the trouble window"),
    ATTACK_CAUSED_TROUBLE(
            "a flood was present, began before the trouble, and was large enough to deny the service beyond what demand and failure explain"),
    NO_ATTACK("no flood was there, and one of the claimed size would have been seen"),
    SATURATION("a link of the subject ran at its capacity"),
    FLASH_CROWD("a surge of legitimate users"),
    SERVICE_FAILURE(
            "the service stopped answering, and inbound demand beyond what its own clients' retries explain was ordinary"),
    NETWORK_EVENT("the trouble was not the subject's alone"),
    ELSEWHERE_ORDINARY("comparable destinations were ordinary meanwhile"),
    WHOLE_PLATFORM("several of the subject's services were hit"),
    SINGLE_SERVICE("one service was hit, the others not"),
    DEMAND_WITHIN_CAPACITY("legitimate demand stayed under the tested capacity"),
    ONSET("the trouble began then"),
    RECOVERY("the trouble ended then"),
    LIKE("the same signature as an earlier incident"),
    OTHER("what traffic cannot show");

    private final String meaning;

    Asserts(String meaning) {
        this.meaning = meaning;
    }

    /** As written in case files: lower case with hyphens. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What must be shown. */
    public String meaning() {
        return meaning;
    }

    public static @Nullable Asserts of(String text) {
        for (Asserts asserts : values()) {
            if (asserts.text().equals(text)) {
                return asserts;
            }
        }
        return null;
    }
}
