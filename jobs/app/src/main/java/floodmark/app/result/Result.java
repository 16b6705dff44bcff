package floodmark.app.result;

import floodmark.claim.CaseFile;
import floodmark.evidence.Evidence;
import floodmark.model.Table;
import floodmark.verdict.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run found.
 *
 * @param caseFile the case, or null for a scan
 * @param verdict the answers, or null for a scan
 * @param evidence the rows of evidence; empty for a scan
 * @param destinations table {@code destinations}
 * @param series table {@code series}
 * @param ledger table {@code ledger}
 * @param inputs what was read, in the order of the case, then by name
 * @param binNanos length of a bin
 */
public record Result(
        @Nullable CaseFile caseFile,
        @Nullable Verdict verdict,
        List<Evidence> evidence,
        Table destinations,
        Table series,
        Table ledger,
        List<Verdict.Input> inputs,
        long binNanos) {

    public Result {
        if ((caseFile == null) != (verdict == null)) {
            throw new IllegalArgumentException("a case has a verdict, a scan has neither");
        }
        evidence = List.copyOf(evidence);
        inputs = List.copyOf(inputs);
    }
}
