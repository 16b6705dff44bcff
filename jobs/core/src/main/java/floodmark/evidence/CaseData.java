package floodmark.evidence;

import floodmark.claim.CaseFile;
import floodmark.claim.Vantage;
import floodmark.model.CountSeries;
import floodmark.model.DestinationSeries;
import floodmark.model.LedgerEntry;
import floodmark.model.Profile;
import floodmark.model.Window;
import java.util.List;
import java.util.Optional;

/**
 * Everything that was measured for a case, before any test: what the families work on.
 *
 * @param theCase the case
 * @param counts true if the captures are counts, which carry less than flows
 * @param alpha level at which a single test speaks
 * @param binNanos length of a bin
 * @param coverage stretches of time that the captures cover, ascending, not overlapping
 * @param baseline the subject's own history
 * @param subject series of the subject's destinations; empty for counts
 * @param comparison series of the comparison destinations; empty for counts
 * @param total all traffic of the captures per bin; no rows for counts
 * @param profiles makeup and senders per service and phase; empty for counts
 * @param subjectCounts count series of the subject, with the service they belong to
 * @param comparisonCounts count series of the comparison
 * @param vantage the vantage; if captures come from several, the one with the least share
 * @param ledger what was read and how
 * @param precedents earlier results that statements compare the incident with
 */
public record CaseData(
        CaseFile theCase,
        boolean counts,
        double alpha,
        long binNanos,
        List<Window> coverage,
        List<Window> baseline,
        List<DestinationSeries> subject,
        List<DestinationSeries> comparison,
        DestinationSeries total,
        List<Profile> profiles,
        List<ServiceCounts> subjectCounts,
        List<CountSeries> comparisonCounts,
        Vantage vantage,
        List<LedgerEntry> ledger,
        List<Precedent> precedents) {

    public CaseData {
        coverage = List.copyOf(coverage);
        baseline = List.copyOf(baseline);
        subject = List.copyOf(subject);
        comparison = List.copyOf(comparison);
        profiles = List.copyOf(profiles);
        subjectCounts = List.copyOf(subjectCounts);
        comparisonCounts = List.copyOf(comparisonCounts);
        ledger = List.copyOf(ledger);
        precedents = List.copyOf(precedents);
    }

    /** Without earlier results to compare with. */
    public CaseData(
            CaseFile theCase,
            boolean counts,
            double alpha,
            long binNanos,
            List<Window> coverage,
            List<Window> baseline,
            List<DestinationSeries> subject,
            List<DestinationSeries> comparison,
            DestinationSeries total,
            List<Profile> profiles,
            List<ServiceCounts> subjectCounts,
            List<CountSeries> comparisonCounts,
            Vantage vantage,
            List<LedgerEntry> ledger) {
        this(
                theCase,
                counts,
                alpha,
                binNanos,
                coverage,
                baseline,
                subject,
                comparison,
                total,
                profiles,
                subjectCounts,
                comparisonCounts,
                vantage,
                ledger,
                List.of());
    }

    /** A count series and the service of the subject it belongs to. */
    public record ServiceCounts(String service, CountSeries series) {}

    public Window trouble() {
        return theCase.trouble();
    }

    /** From the first to the last moment that any capture covers. */
    public Window span() {
        return new Window(
                coverage.get(0).startNanos(), coverage.get(coverage.size() - 1).endNanos());
    }

    public Optional<Profile> profile(String service, Profile.Phase phase) {
        return profiles.stream()
                .filter(p -> p.service().equals(service) && p.phase() == phase)
                .findFirst();
    }

    public boolean seesBothDirections() {
        return vantage.sees() == Vantage.Sees.BOTH;
    }
}
