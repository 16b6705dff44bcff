package floodmark.app.assess;

import floodmark.claim.CaseFile;
import floodmark.claim.CaseFile.Service;
import floodmark.evidence.Baselines;
import floodmark.evidence.CaseData;
import floodmark.evidence.Context;
import floodmark.evidence.Signals;
import floodmark.evidence.Windows;
import floodmark.model.DestinationSeries;
import floodmark.model.Times;
import floodmark.model.Window;
import floodmark.pipeline.DetailResult;
import floodmark.pipeline.DetailSpec;
import floodmark.pipeline.LocalDetail;
import floodmark.simulate.FlowSink;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The way of a case whose flows are in memory: what {@link Assessment} does without the first pass, for nothing has to be chosen. The
 * comparison is declared, and no other destination is looked for.
 */
public final class InMemory {
    private static final double ALPHA = 0.05;

    private InMemory() {}

    /**
     * @param theCase the case
     * @param coverage what the captures would cover, ascending
     * @param comparison the comparison destinations, as text
     * @param flows sends all flows; called once more if a part of the baseline is left out
     */
    public static Context measure(
            CaseFile theCase, List<Window> coverage, List<String> comparison, Consumer<FlowSink> flows) {
        Window span = new Window(
                coverage.get(0).startNanos(), coverage.get(coverage.size() - 1).endNanos());
        List<Window> baseline = Windows.baseline(theCase, span);
        CaseData data = look(theCase, coverage, comparison, baseline, baseline, flows);
        List<Window> left = Baselines.of(Signals.of(data)).subject();
        return Context.evaluate(
                left.equals(baseline) ? data : look(theCase, coverage, comparison, baseline, left, flows));
    }

    private static CaseData look(
            CaseFile theCase,
            List<Window> coverage,
            List<String> comparison,
            List<Window> baseline,
            List<Window> profiled,
            Consumer<FlowSink> flows) {
        Long declared = theCase.binNanos();
        long bin = declared == null ? Times.MINUTE : declared;
        List<Service> services = theCase.subject().services();
        LocalDetail local =
                new LocalDetail(new DetailSpec(bin, services, comparison, profiled, List.of(theCase.trouble())));
        flows.accept(local);
        DetailResult detail = local.result(coverage);
        List<DestinationSeries> subject = new ArrayList<>();
        List<DestinationSeries> donors = new ArrayList<>();
        for (DestinationSeries s : detail.series()) {
            boolean ours = services.stream()
                    .anyMatch(
                            service -> service.destinations().stream().anyMatch(t -> t.matchesLabel(s.destination())));
            if (ours) {
                subject.add(s);
            } else if (!detail.sendersToSubject().contains(s.destination())) {
                donors.add(s);
            }
        }
        return new CaseData(
                theCase,
                false,
                ALPHA,
                bin,
                coverage,
                baseline,
                subject,
                donors,
                local.total(),
                detail.profiles(),
                List.of(),
                List.of(),
                Assessment.vantage(theCase),
                detail.ledger());
    }
}
