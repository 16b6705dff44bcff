package floodmark.evidence;

import java.util.Locale;

/** What the traffic says about a statement, or that it says nothing. */
public enum Finding {
    SUPPORTED("supported"),
    CONTRADICTED("contradicted"),
    /** The data could have decided and do not. */
    UNDECIDED("undecided"),
    /** This capture could not have shown it. */
    NOT_VISIBLE("not visible from here"),
    /** Of a single row of evidence only: the test does not apply, and the note says why. */
    NOT_TESTED("not tested");

    private final String words;

    Finding(String words) {
        this.words = words;
    }

    /** As written in tables: lower case with hyphens. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For people. */
    public String words() {
        return words;
    }
}
