package floodmark.app.assess;

import floodmark.claim.Admiralty;
import floodmark.claim.CaseFile;
import floodmark.claim.Statement;
import floodmark.claim.StatementGroups;
import floodmark.model.LedgerEntry;
import java.util.ArrayList;
import java.util.List;

/**
 * What was said, beside what was read: a line for each statement with its grade, whether traffic can show it or not, and a line
 * for each group of statements that go back to the same one.
 */
final class DocumentaryLedger {
    private DocumentaryLedger() {}

    static List<LedgerEntry> of(CaseFile theCase) {
        List<LedgerEntry> entries = new ArrayList<>();
        theCase.statements().forEach(s -> entries.add(said(s)));
        if (!theCase.statementsImplied()) {
            StatementGroups.of(theCase.statements())
                    .all()
                    .forEach((origin, members) -> entries.add(group(origin, members)));
        }
        return entries;
    }

    private static LedgerEntry said(Statement s) {
        StringBuilder note = new StringBuilder(s.asserts().text());
        note.append(s.by() == null ? "" : " by " + s.by());
        note.append(s.quote() == null ? "" : ": \"" + s.quote() + '"');
        note.append(s.source() == null ? "" : " (" + s.source() + ")");
        String grade = s.grade();
        note.append(grade == null ? "" : "; grade " + grade + ": " + Admiralty.words(grade));
        note.append(s.dependsOn().isEmpty() ? "" : "; repeats " + String.join(", ", s.dependsOn()));
        return new LedgerEntry("statement", "case", s.id(), 1, note.toString());
    }

    /** The count is of statements; the group itself counts once. */
    private static LedgerEntry group(String origin, List<Statement> members) {
        List<String> repeats = members.stream()
                .map(Statement::id)
                .filter(id -> !id.equals(origin))
                .toList();
        String note =
                repeats.isEmpty() ? "repeated by none" : "counted once; repeated by " + String.join(", ", repeats);
        return new LedgerEntry("statement-group", "case", origin, members.size(), note);
    }
}
