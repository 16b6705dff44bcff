package floodmark.app.command;

import floodmark.claim.Asserts;
import floodmark.claim.Node;
import floodmark.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an honest answer to a case with a known cause may be: more than one where the data cannot decide.
 *
 * @param explanation allowed explanations
 * @param attack allowed findings of statements that assert {@code attack}
 * @param statements allowed findings by statement
 */
record Ruling(List<String> explanation, List<String> attack, Map<String, List<String>> statements) {

    static Ruling read(Node root) {
        Map<String, List<String>> statements = new TreeMap<>();
        for (Node.Entry entry : root.require("statements").entries()) {
            statements.put(entry.name(), words(entry.value()));
        }
        return new Ruling(words(root.require("explanation")), words(root.require("attack")), statements);
    }

    private static List<String> words(Node list) {
        return list.list().stream().map(Node::text).toList();
    }

    /** Where the verdict says what the ruling does not allow, a line each; empty if it agrees. */
    List<String> disagreements(Verdict verdict) {
        List<String> lines = new ArrayList<>();
        String named = verdict.explanation().text();
        if (!explanation.contains(named)) {
            lines.add("explanation is " + named + ", the ruling allows " + String.join(", ", explanation));
        }
        for (Verdict.StatementFinding s : verdict.statements()) {
            String id = s.statement().id();
            String finding = s.finding().text();
            boolean byKind = s.statement().asserts() == Asserts.ATTACK && !attack.contains(finding);
            List<String> allowed = statements.get(id);
            if (byKind || allowed != null && !allowed.contains(finding)) {
                List<String> right = allowed == null ? attack : allowed;
                lines.add(id + " is " + finding + ", the ruling allows " + String.join(", ", right));
            }
        }
        return lines;
    }
}
