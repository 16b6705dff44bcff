package floodmark.evidence;

import java.util.List;

/** One evidence family: turns what was measured into rows of evidence and answers to the rules' questions. */
public interface Family {
    /** Stable identifier, the {@code family} column. */
    String id();

    /** The question that the family is about, for people. */
    String question();

    /** The facts of this family that likelihood ratios are built from; none if it only describes. */
    default List<Scale> scales() {
        return List.of();
    }

    /** Adds at least one row to the context; a test that does not apply is a row with the reason. */
    void evaluate(Context context);
}
