package floodmark.evidence;

import java.util.Map;
import java.util.TreeMap;

/**
 * The signature of an earlier incident that a statement compares this one with.
 *
 * @param statement id of the statement
 * @param caseId the earlier case
 * @param explanation what its result came to
 * @param levels its graded facts: name of the scale, name of the level
 */
public record Precedent(String statement, String caseId, String explanation, Map<String, String> levels) {
    public Precedent {
        levels = new TreeMap<>(levels);
    }
}
