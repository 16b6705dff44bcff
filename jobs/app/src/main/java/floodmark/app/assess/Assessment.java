package floodmark.app.assess;

import floodmark.app.result.Result;
import floodmark.app.run.RunOptions;
import floodmark.capture.CaptureKind;
import floodmark.claim.CaseFile;
import floodmark.claim.CaseFile.CaptureRef;
import floodmark.claim.CaseFile.Service;
import floodmark.claim.Statement;
import floodmark.claim.Vantage;
import floodmark.evidence.Baselines;
import floodmark.evidence.CaseData;
import floodmark.evidence.ComparisonChoice;
import floodmark.evidence.ComparisonChoice.Candidate;
import floodmark.evidence.Context;
import floodmark.evidence.Signals;
import floodmark.evidence.Windows;
import floodmark.model.CountSeries;
import floodmark.model.DestinationSeries;
import floodmark.model.LedgerEntry;
import floodmark.model.Times;
import floodmark.model.UserError;
import floodmark.model.Window;
import floodmark.pipeline.CaptureFile;
import floodmark.pipeline.DestinationScreen;
import floodmark.pipeline.Detail;
import floodmark.pipeline.DetailResult;
import floodmark.pipeline.DetailSpec;
import floodmark.pipeline.Engine;
import floodmark.pipeline.Inputs;
import floodmark.pipeline.MetricScreen;
import floodmark.pipeline.Screening;
import floodmark.pipeline.ScreeningResult;
import floodmark.verdict.Judge;
import floodmark.verdict.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The way of a case: inputs, a first pass over every destination, the choice of what to look at closely, a second pass over
 * that, evidence, verdict, tables.
 */
public final class Assessment {
    private static final long DEFAULT_BIN = Times.MINUTE;

    private final CaseFile theCase;
    private final RunOptions options;
    private final List<CaptureFile> files;
    private final boolean counts;
    private final long bin;
    private final List<Window> coverage;
    private final List<Window> baseline;
    private final Precedents precedents;
    private final List<LedgerEntry> ledger = new ArrayList<>();

    private Assessment(CaseFile theCase, RunOptions options, List<CaptureFile> files, Precedents precedents) {
        this.precedents = precedents;
        this.theCase = theCase;
        this.options = options;
        this.files = files;
        this.counts = files.get(0).kind() == CaptureKind.COUNTS;
        this.bin = bin(theCase, options);
        this.coverage = Coverage.of(files.stream().filter(f -> f.rows() > 0).map(CaptureFile::span), bin);
        if (coverage.isEmpty()) {
            throw UserError.of(
                    theCase.where() + ": captures",
                    "the captures hold no rows",
                    files.size() + " empty files",
                    "captures that overlap the trouble",
                    "Name captures that hold flows or counts");
        }
        this.baseline = Windows.baseline(
                theCase,
                new Window(
                        coverage.get(0).startNanos(),
                        coverage.get(coverage.size() - 1).endNanos()));
    }

    /**
     * @param theCase the case, fixed before any data are opened
     * @param options what the command line adds
     * @param caseDirectory what the case's relative paths start from
     * @param workingDirectory what the command line's relative paths start from
     */
    public static Result run(
            CaseFile theCase, RunOptions options, Path caseDirectory, Path workingDirectory, Engine engine) {
        List<CaptureFile> files = options.captures().isEmpty()
                ? Inputs.resolve(theCase.captures(), caseDirectory)
                : Inputs.resolve(
                        options.captures().stream()
                                .map(path -> new CaptureRef(path, null, vantage(theCase)))
                                .toList(),
                        workingDirectory);
        return run(theCase, options, files, List.of(), beside(caseDirectory), engine);
    }

    /** Earlier results where the case says, relative to its directory. */
    public static Function<Statement, Path> beside(Path caseDirectory) {
        return statement -> caseDirectory
                .resolve(Objects.requireNonNull(statement.result()))
                .resolve("verdict.json");
    }

    /**
     * The same for captures and earlier results that lie elsewhere than the case says, or were found already.
     *
     * @param files the captures, under the paths that the case writes
     * @param entries what the ledger holds besides
     * @param verdicts the {@code verdict.json} that a {@code like} statement compares with
     */
    public static Result run(
            CaseFile theCase,
            RunOptions options,
            List<CaptureFile> files,
            List<LedgerEntry> entries,
            Function<Statement, Path> verdicts,
            Engine engine) {
        Assessment assessment = new Assessment(theCase, options, files, Precedents.read(theCase, verdicts));
        assessment.checkTrouble();
        assessment.ledger.addAll(entries);
        return assessment.run(engine);
    }

    private Result run(Engine engine) {
        ScreeningResult screening = Screening.run(files, bin, baseline, engine);
        Ranking ranking = Ranking.of(screening, options.settings().number("alpha"));
        List<String> comparison =
                ComparisonChoice.choose(theCase, candidates(screening), subjectVolume(screening), (int)
                        options.settings().number("donors"));
        Set<String> others = new TreeSet<>(comparison);
        ranking.destinations()
                .filter(d -> serviceOf(d).isEmpty())
                .limit((long) options.settings().number("anomalies"))
                .forEach(others::add);
        ledger.addAll(screening.ledger());
        ledger.addAll(DocumentaryLedger.of(theCase));
        DetailResult detail = detail(others, baseline, engine);
        // After a pass, since it waits for the digests.
        ledger.addAll(Inputs.duplicates(files));
        Look look = look(screening, comparison, detail);
        List<Window> left = Baselines.of(Signals.of(look.data)).subject();
        if (!counts && !left.equals(baseline)) {
            // Makeup and senders are sums over the baseline, so that a part of it cannot be taken away afterwards.
            look = look(screening, comparison, detail(others, left, engine));
        }
        assumptions(comparison.size(), look.sendersAmongComparison);
        Context context = Context.evaluate(look.data);
        ledger.addAll(context.baselines().entries());
        List<Verdict.Input> inputs = inputs(files);
        Verdict verdict = Judge.judge(context, options.exploratory(), inputs);
        return new Result(
                theCase,
                verdict,
                context.rows(),
                ranking.table(look.detail.top()),
                look.series.table(),
                LedgerTable.of(ledger),
                inputs,
                bin,
                precedents.files(),
                null);
    }

    /**
     * What the second pass shows, sorted.
     *
     * @param sendersAmongComparison comparison destinations that are none, since they sent to the subject in the baseline
     */
    private record Look(CaseData data, SeriesTable series, DetailResult detail, int sendersAmongComparison) {}

    /** @param profiled what of the baseline makeup and senders are taken from */
    private DetailResult detail(Set<String> others, List<Window> profiled, Engine engine) {
        return Detail.run(
                files,
                new DetailSpec(
                        bin, theCase.subject().services(), List.copyOf(others), profiled, List.of(theCase.trouble())),
                engine);
    }

    private Look look(ScreeningResult screening, List<String> comparison, DetailResult detail) {
        Set<String> apart = new TreeSet<>(comparison);
        if (theCase.comparison() == null) {
            apart.removeAll(detail.sendersToSubject());
        }
        List<DestinationSeries> subject = new ArrayList<>();
        List<DestinationSeries> donors = new ArrayList<>();
        SeriesTable series = new SeriesTable();
        for (DestinationSeries s : detail.series()) {
            boolean ours = !serviceOf(s.destination()).isEmpty();
            boolean donor = apart.contains(s.destination());
            (ours ? subject : donor ? donors : new ArrayList<DestinationSeries>()).add(s);
            series.add(s, ours ? "subject" : donor ? "comparison" : "anomaly");
        }
        List<CaseData.ServiceCounts> subjectCounts = new ArrayList<>();
        List<CountSeries> donorCounts = new ArrayList<>();
        for (CountSeries s : detail.counts()) {
            String service = serviceOf(s.destination());
            boolean donor = apart.contains(s.destination());
            if (!service.isEmpty()) {
                subjectCounts.add(new CaseData.ServiceCounts(service, s));
            } else if (donor) {
                donorCounts.add(s);
            }
            series.add(
                    s,
                    service.isEmpty() ? null : service,
                    !service.isEmpty() ? "subject" : donor ? "comparison" : "anomaly");
        }
        CaseData data = new CaseData(
                theCase,
                counts,
                options.settings().number("alpha"),
                bin,
                coverage,
                baseline,
                subject,
                donors,
                screening.total(),
                detail.profiles(),
                subjectCounts,
                donorCounts,
                vantage(theCase),
                ledger,
                precedents.read());
        return new Look(data, series, detail, comparison.size() - apart.size());
    }

    /** The service that a destination belongs to, or empty; of several that ports tell apart, the first. */
    private String serviceOf(String destination) {
        return theCase.subject().services().stream()
                .filter(s -> s.destinations().stream().anyMatch(t -> t.matchesLabel(destination)))
                .map(Service::name)
                .findFirst()
                .orElse("");
    }

    private Stream<Candidate> candidates(ScreeningResult screening) {
        return screening.destinations().stream()
                .map(d -> new Candidate(
                        d.destination(),
                        d.baselineBins(),
                        counts ? d.activeBins() : d.baselineBinsWithSenders(),
                        volume(d)));
    }

    /** The subject's mean baseline volume per destination, by which the closest comparison destinations are found. */
    private double subjectVolume(ScreeningResult screening) {
        return screening.destinations().stream()
                .filter(d -> !serviceOf(d.destination()).isEmpty())
                .mapToDouble(Assessment::volume)
                .average()
                .orElse(0);
    }

    private static double volume(DestinationScreen destination) {
        return destination.metrics().stream()
                .filter(m -> m.direction() >= 0)
                .min(Comparator.comparing(MetricScreen::metric))
                .map(MetricScreen::baselineSum)
                .orElse(0.0);
    }

    private void checkTrouble() {
        Window trouble = theCase.trouble();
        if (coverage.stream().noneMatch(w -> w.overlaps(trouble))) {
            throw UserError.of(
                    theCase.where() + ": trouble",
                    "no capture holds any of the trouble window",
                    "captures from " + Times.text(coverage.get(0).startNanos()) + " to "
                            + Times.text(coverage.get(coverage.size() - 1).endNanos()) + ", trouble " + trouble,
                    "captures that overlap the trouble",
                    "Check the times (UTC) and the captures of the case");
        }
    }

    /** Length of a bin: the command line's, the case's, or the default. */
    public static long bin(CaseFile theCase, RunOptions options) {
        Long declared = options.binNanos() == null ? theCase.binNanos() : options.binNanos();
        return declared == null ? DEFAULT_BIN : declared;
    }

    /**
     * Of several vantages the one with the least share, so that no bound is too small; a telescope's only if there is no other, for it
     * does not see the subject. What one of them does not see of the way out is missing from the sum.
     */
    static Vantage vantage(CaseFile theCase) {
        List<Vantage> all = theCase.captures().stream().map(CaptureRef::vantage).toList();
        Vantage least = all.stream()
                .min(Comparator.comparing((Vantage v) -> v.place() == Vantage.Place.TELESCOPE)
                        .thenComparingDouble(Vantage::shareLow))
                .orElse(Vantage.unstated());
        boolean inboundOnly = all.stream().anyMatch(v -> v.sees() == Vantage.Sees.INBOUND);
        return new Vantage(
                least.name(),
                least.place(),
                inboundOnly ? Vantage.Sees.INBOUND : least.sees(),
                least.shareLow(),
                least.shareHigh(),
                least.telescopeAddresses());
    }

    private void assumptions(int chosen, int sendersAmongThem) {
        if (theCase.binNanos() == null && options.binNanos() == null) {
            assumed("bin.default", 1, "bins of 60 s; counts keep their own interval");
        }
        if (theCase.baseline() == null) {
            assumed(
                    "baseline.default",
                    baseline.size(),
                    baseline.isEmpty() ? "the captures begin too late for a baseline" : "baseline " + baseline.get(0));
        }
        if (theCase.comparison() == null) {
            assumed("comparison.chosen", chosen, "destinations that act as servers, by the baseline alone");
            if (sendersAmongThem > 0) {
                assumed("comparison.senders-left-out", sendersAmongThem, "they sent to the subject in the baseline");
            }
        }
        if (theCase.statementsImplied()) {
            assumed("statements.implied", theCase.statements().size(), "the case holds no statements");
        }
        long vantages = theCase.captures().stream()
                .map(c -> c.vantage().name())
                .distinct()
                .count();
        if (vantages > 1) {
            assumed("vantages.added", vantages, "a flow that two vantages saw counts twice");
        }
    }

    private void assumed(String what, long count, String note) {
        ledger.add(new LedgerEntry("assumed", "case", what, count, note));
    }

    static List<Verdict.Input> inputs(List<CaptureFile> files) {
        return files.stream()
                .map(f -> new Verdict.Input(f.path(), f.sha256(), f.rows()))
                .toList();
    }
}
