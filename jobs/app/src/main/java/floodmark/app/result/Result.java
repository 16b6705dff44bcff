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
 * @param precedents earlier results that the case compares with
 * @param registration that the case was fixed before its data were opened, or null
 */
public record Result(
        @Nullable CaseFile caseFile,
        @Nullable Verdict verdict,
        List<Evidence> evidence,
        Table destinations,
        Table series,
        Table ledger,
        List<Verdict.Input> inputs,
        long binNanos,
        List<PrecedentFile> precedents,
        @Nullable Registration registration) {

    public Result {
        if ((caseFile == null) != (verdict == null)) {
            throw new IllegalArgumentException("a case has a verdict, a scan has neither");
        }
        evidence = List.copyOf(evidence);
        inputs = List.copyOf(inputs);
        precedents = List.copyOf(precedents);
    }

    /** A result that compares with no other and whose case nobody registered. */
    public Result(
            @Nullable CaseFile caseFile,
            @Nullable Verdict verdict,
            List<Evidence> evidence,
            Table destinations,
            Table series,
            Table ledger,
            List<Verdict.Input> inputs,
            long binNanos) {
        this(caseFile, verdict, evidence, destinations, series, ledger, inputs, binNanos, List.of(), null);
    }

    /** The same with a registration. */
    public Result registered(@Nullable Registration by) {
        return new Result(caseFile, verdict, evidence, destinations, series, ledger, inputs, binNanos, precedents, by);
    }
}
