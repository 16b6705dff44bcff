package floodmark.app.assess;

import floodmark.app.run.RunOptions;
import floodmark.claim.CaseFile;
import floodmark.evidence.CaseData;
import floodmark.evidence.Windows;
import floodmark.model.DestinationSeries;
import floodmark.model.Window;
import floodmark.pipeline.DetailResult;
import floodmark.pipeline.DetailSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A case while its captures are still coming: the subject alone, since a comparison is chosen only when the baseline is known. */
public final class SoFar {
    private SoFar() {}

    /** What to look at closely while files come: the subject, in its baseline and its trouble. */
    public static DetailSpec detail(CaseFile theCase, RunOptions options) {
        Window ever = new Window(0, Long.MAX_VALUE);
        return new DetailSpec(
                Assessment.bin(theCase, options),
                theCase.subject().services(),
                List.of(),
                Windows.baseline(theCase, ever),
                List.of(theCase.trouble()));
    }

    /**
     * What is there so far.
     *
     * @param spans first to last start of each file
     * @return null as long as nothing of the trouble is there
     */
    public static @Nullable CaseData data(
            CaseFile theCase, RunOptions options, List<Window> spans, DetailResult detail, DestinationSeries total) {
        long bin = Assessment.bin(theCase, options);
        List<Window> coverage = Coverage.of(spans.stream(), bin);
        if (coverage.stream().noneMatch(window -> window.overlaps(theCase.trouble()))) {
            return null;
        }
        Window span = new Window(
                coverage.get(0).startNanos(), coverage.get(coverage.size() - 1).endNanos());
        return new CaseData(
                theCase,
                false,
                options.settings().number("alpha"),
                bin,
                coverage,
                Windows.baseline(theCase, span),
                detail.series(),
                List.of(),
                total,
                detail.profiles(),
                List.of(),
                List.of(),
                Assessment.vantage(theCase),
                detail.ledger());
    }
}
