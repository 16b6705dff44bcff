package floodmark.app.assess;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.app.report.SampleResult;
import floodmark.claim.Asserts;
import floodmark.claim.CaseFile;
import floodmark.claim.Statement;
import floodmark.model.LedgerEntry;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DocumentaryLedgerTest {
    private static List<LedgerEntry> ledger(Statement... statements) {
        CaseFile theCase = Objects.requireNonNull(
                SampleResult.of(List.of(statements), null).caseFile());
        return DocumentaryLedger.of(theCase);
    }

    private static List<LedgerEntry> of(List<LedgerEntry> entries, String kind) {
        return entries.stream().filter(e -> e.kind().equals(kind)).toList();
    }

    @Test
    void aLineForEachGroupWithItsSize() {
        List<LedgerEntry> entries = ledger(
                SampleResult.statement("post", Asserts.ATTACK, "owner", "C3"),
                SampleResult.statement("paper", Asserts.ATTACK, "a newspaper", "D3", "post"),
                SampleResult.statement("second", Asserts.ATTACK, "another", "D4", "paper"),
                SampleResult.statement("expert", Asserts.NO_ATTACK, "an expert", "B2"));
        assertThat(of(entries, "statement")).hasSize(4);
        assertThat(of(entries, "statement-group"))
                .containsExactly(
                        new LedgerEntry(
                                "statement-group", "case", "post", 3, "counted once; repeated by paper, second"),
                        new LedgerEntry("statement-group", "case", "expert", 1, "repeated by none"));
    }

    @Test
    void theGradeStandsInTheNote() {
        List<LedgerEntry> entries = ledger(
                SampleResult.statement("post", Asserts.ATTACK, "owner", "C3"),
                SampleResult.statement("paper", Asserts.ATTACK, null, null, "post"));
        assertThat(entries.get(0).note())
                .startsWith("attack by owner: \"")
                .endsWith("; grade C3: source C, fairly reliable; information 3, possibly true");
        assertThat(entries.get(1).note()).doesNotContain("grade").endsWith("; repeats post");
    }
}
