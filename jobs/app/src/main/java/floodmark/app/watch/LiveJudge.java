package floodmark.app.watch;

import floodmark.app.assess.SoFar;
import floodmark.app.run.RunOptions;
import floodmark.app.watch.LiveVerdict.SoFarOf;
import floodmark.claim.Asserts;
import floodmark.claim.CaseFile;
import floodmark.claim.Statement;
import floodmark.evidence.CaseData;
import floodmark.evidence.Context;
import floodmark.evidence.Finding;
import floodmark.evidence.Signal;
import floodmark.evidence.Signals;
import floodmark.model.Times;
import floodmark.model.Window;
import floodmark.pipeline.DetailResult;
import floodmark.pipeline.watch.RunningView;
import floodmark.pipeline.watch.Watch;
import floodmark.pipeline.watch.WatchedFile;
import floodmark.stats.WatchEvidence;
import floodmark.verdict.Judge;
import floodmark.verdict.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may be said while a watch runs. The tests of an assessment are made once, so reading them again and again would
 * raise false alarms. Therefore only one thing is raised before the end, an attack, and only if two things hold: the evidence that may be
 * read at any time ({@link WatchEvidence}) has crossed 1/alpha, and the rules find an attack in what is there. The second can only take
 * alarms away. Everything else stays open until the end.
 */
final class LiveJudge {
    private final CaseFile theCase;
    private final RunOptions options;
    private final long latenessNanos;

    LiveJudge(CaseFile theCase, RunOptions options, long latenessNanos) {
        this.theCase = theCase;
        this.options = options;
        this.latenessNanos = latenessNanos;
    }

    LiveVerdict judge(RunningView view) {
        List<WatchedFile> files = view.files();
        List<Window> spans = files.stream()
                .filter(f -> f.taken() && f.rows() > 0)
                .map(WatchedFile::span)
                .toList();
        DetailResult detail = view.detail();
        CaseData data = spans.isEmpty() ? null : SoFar.data(theCase, options, spans, detail, view.total());
        double alpha = options.settings().number("alpha");
        Reading reading = data == null ? null : reading(data, view, alpha);
        boolean crossed = reading != null && reading.state.crossed();
        Verdict verdict = data != null && crossed ? Judge.judge(Context.evaluate(data), true, List.of()) : null;
        boolean raised = verdict != null && verdict.attack().present() == Finding.SUPPORTED;
        String why = why(reading, crossed, raised);
        boolean any = view.newestNanos() != Long.MIN_VALUE;
        return new LiveVerdict(
                theCase.id(),
                theCase.sha256(),
                options.exploratory(),
                any ? view.newestNanos() : null,
                any ? view.firmNanos() : null,
                (int) files.stream().filter(WatchedFile::taken).count(),
                view.rows(),
                view.lateRows(),
                files.stream().filter(f -> !f.taken()).toList(),
                alpha,
                reading == null ? null : reading.state,
                reading == null || reading.state.at() < 0 ? null : reading.atNanos,
                reading == null ? 0 : reading.read,
                reading == null ? 0 : reading.declared,
                raised,
                why,
                theCase.statements().stream().map(s -> soFar(s, raised, why)).toList(),
                view.alarms(),
                view.bytes());
    }

    private record Reading(WatchEvidence.State state, long atNanos, int read, int declared) {}

    /** The watch is declared by the case: it is the trouble window. */
    private @Nullable Reading reading(CaseData data, RunningView view, double alpha) {
        List<Signal> inbound = Signals.of(data).inbound().stream()
                .filter(s -> s.metric().equals("bps") || s.metric().equals("pps"))
                .toList();
        if (inbound.isEmpty()) {
            return null;
        }
        Signal first = inbound.get(0);
        long bin = first.binNanos();
        Window trouble = theCase.trouble();
        long from = -Math.floorDiv(-(trouble.startNanos() - bin / 2), bin) - first.firstBin();
        int declared = Math.max(1, (int) (trouble.lengthNanos() / bin));
        int start = (int) Math.max(0, from);
        int firm = (int) Math.max(0, Math.floorDiv(view.firmNanos(), bin) - first.firstBin());
        int day = Times.DAY % bin == 0 ? (int) (Times.DAY / bin) : 0;
        double[][] metrics = inbound.stream().map(Signal::value).toArray(double[][]::new);
        WatchEvidence.State state =
                WatchEvidence.read(metrics, start, declared, firm, Watch.gap(latenessNanos, bin), day, alpha);
        int read = Math.max(0, Math.min(declared, first.value().length - start));
        return new Reading(state, state.at() < 0 ? 0 : first.startOf(state.at()), read, declared);
    }

    private static String why(@Nullable Reading reading, boolean crossed, boolean raised) {
        if (reading == null) {
            return "Nothing of the trouble has been read yet.";
        }
        if (raised) {
            return "More came than usual, whenever one looks, and what came has the makeup of a flood.";
        }
        if (crossed) {
            return "More came than usual, whenever one looks; its makeup does not show a flood.";
        }
        return reading.state.refusal().isEmpty()
                ? "Nothing out of the ordinary so far that is more than looking often would give."
                : "Nothing can be raised yet: " + reading.state.refusal() + ".";
    }

    private static SoFarOf soFar(Statement statement, boolean raised, String why) {
        Asserts asserts = statement.asserts();
        if (raised && asserts == Asserts.ATTACK && statement.atLeastBps() == null && statement.atLeastPps() == null) {
            return new SoFarOf(statement, Finding.SUPPORTED, why);
        }
        if (raised && asserts == Asserts.NO_ATTACK) {
            return new SoFarOf(statement, Finding.CONTRADICTED, why);
        }
        return new SoFarOf(statement, Finding.UNDECIDED, "Open until the end of the watch.");
    }
}
