package floodmark.evidence;

import java.util.Locale;

/** What may account for the trouble. */
public enum Explanation {
    ATTACK("a flood by an adversary", "Mirkovic and Reiher 2004, ACM CCR 34(2)"),
    FLASH_CROWD("a surge of legitimate users", "Jung, Krishnamurthy and Rabinovich 2002, WWW"),
    SERVICE_FAILURE("the service stopped answering under ordinary demand", "RFC 8612 (terms)"),
    NETWORK_EVENT("the trouble was not the subject's alone", "Quan, Heidemann and Pradkin 2013, ACM SIGCOMM"),
    NOTHING_UNUSUAL("no departure from the subject's own history", "-"),
    UNDETERMINED("the evidence does not single out an explanation", "-");

    private final String meaning;
    private final String reference;

    Explanation(String meaning, String reference) {
        this.meaning = meaning;
        this.reference = reference;
    }

    /** As written in results: lower case with hyphens. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String meaning() {
        return meaning;
    }

    public String reference() {
        return reference;
    }
}
