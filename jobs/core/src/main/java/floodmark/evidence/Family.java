package floodmark.evidence;

/** One evidence family: turns what was measured into rows of evidence and answers to the rules' questions. */
public interface Family {
    /** Stable identifier, the {@code family} column. */
    String id();

    /** The question that the family is about, for people. */
    String question();

    /** Adds at least one row to the context; a test that does not apply is a row with the reason. */
    void evaluate(Context context);
}
