package floodmark.claim;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that somebody said about the incident.
 *
 * @param id unique in the case
 * @param asserts what it says, in the product's terms
 * @param by who said it, or null
 * @param atNanos when it was said, or null
 * @param quote the words, or null
 * @param source where it can be read, or null
 * @param atLeastBps claimed size in bit/s, or null
 * @param atLeastPps claimed size in packets per second, or null
 * @param timeNanos for onset and recovery: the asserted time, or null
 * @param withinNanos for onset and recovery: the tolerance
 * @param result for {@code like}: path of a result directory, or null
 * @param grade Admiralty code such as C3, or null
 * @param dependsOn ids of statements that this one repeats
 */
public record Statement(
        String id,
        Asserts asserts,
        @Nullable String by,
        @Nullable Long atNanos,
        @Nullable String quote,
        @Nullable String source,
        @Nullable Long atLeastBps,
        @Nullable Long atLeastPps,
        @Nullable Long timeNanos,
        long withinNanos,
        @Nullable String result,
        @Nullable String grade,
        List<String> dependsOn) {

    public Statement {
        dependsOn = List.copyOf(dependsOn);
    }

    /** A statement that only asserts, as those implied by a case without statements. */
    public static Statement implied(Asserts asserts) {
        return new Statement(
                asserts.text(), asserts, null, null, null, null, null, null, null, 0, null, null, List.of());
    }
}
