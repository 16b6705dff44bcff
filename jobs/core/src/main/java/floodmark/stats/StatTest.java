package floodmark.stats;

/** What a test is: the entry that {@code list tests} and the documentation show. */
public interface StatTest {
    /** Stable identifier, as in the column {@code test} of the results. */
    String id();

    /** A few words. */
    String title();

    /** The question that the test answers, as a question. */
    String question();

    /** Source of the method. */
    String reference();
}
