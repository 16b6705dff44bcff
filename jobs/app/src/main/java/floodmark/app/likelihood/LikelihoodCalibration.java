package floodmark.app.likelihood;

import floodmark.app.calibrate.Finished;
import floodmark.app.calibrate.Replicates;
import floodmark.app.output.ResultDirectory;
import floodmark.evidence.Explanation;
import floodmark.pipeline.Progress;
import floodmark.simulate.Truth;
import floodmark.stats.calibration.Figure;
import floodmark.stats.ratio.EmpiricalBound;
import floodmark.verdict.LikelihoodModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.DoubleStream;

/**
 * Fits the likelihoods on a corpus and measures them on others: fresh incidents of the same generator, and incidents of a second
 * one that the fit never sees, but for the cap, which is the smaller of the bounds on both.
 *
 * @param incidents of the reference corpus
 * @param seed of all random numbers
 * @param threads how many threads
 */
public record LikelihoodCalibration(int incidents, long seed, int threads) {
    /** Name of the section in results. */
    public static final String SECTION = "likelihood";

    /** Of the reference corpus, unless told otherwise. */
    public static final int INCIDENTS = 6300;

    /** Of the fresh and of the shifted incidents, as a part of the reference corpus; each from numbers that the fit did not see. */
    private static final int PART = 3;

    /** What a fit's version begins with: the form of the model, then what it was fitted on. */
    private static final String FORM = "2-";

    private static final double LN10 = StrictMath.log(10);
    private static final double CENT = 100;

    /**
     * What a calibration of the likelihoods gives.
     *
     * @param fit weights and what they were fitted on
     * @param model with its cap
     * @param own bounds of log10 ratios on held-out incidents of the same generator
     * @param shifted bounds on incidents of the second generator
     * @param evaluations on incidents that had no part in any of this
     */
    record Result(
            Fit fit,
            LikelihoodModel model,
            EmpiricalBound.Bounds own,
            EmpiricalBound.Bounds shifted,
            List<Evaluation> evaluations) {}

    /**
     * Fits, measures, and writes the fitted model and its page.
     *
     * @param output the result's directory, beside which measured corpora are kept
     * @param madeBy everything that the figures depend on besides the plan
     * @param head lines about the run for the page, in Markdown
     * @return what was measured, against its goals
     */
    public List<Figure> figures(Path output, String madeBy, String head, ResultDirectory directory, Progress progress) {
        Result result = run(output, madeBy, progress);
        LikelihoodResult.write(result, head, directory);
        List<Figure> figures = new ArrayList<>();
        result.evaluations().forEach(e -> figures.addAll(LikelihoodFigures.of(e)));
        return figures;
    }

    /** @param output the result's directory, beside which measured corpora are kept */
    Result run(Path output, String madeBy, Progress progress) {
        int part = Math.max(1, incidents / PART);
        Corpus reference = new Corpus(Generators.REFERENCE, "fit", seed, 0, incidents);
        Corpus fresh = new Corpus(Generators.REFERENCE, "fresh", seed + 1, 0, part);
        Corpus bounding = new Corpus(Generators.SHIFTED, "bound", seed, 0, part);
        Corpus shifted = new Corpus(Generators.SHIFTED, "test", seed + 1, 0, part);
        List<Corpus> corpora = List.of(reference, fresh, bounding, shifted);
        Finished finished = new Finished(output, madeBy + "|" + Measured.SCALES);
        long total = corpora.stream().mapToLong(Corpus::size).sum();
        AtomicLong done = new AtomicLong();
        List<List<Measured>> measured = new ArrayList<>();
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            for (Corpus corpus : corpora) {
                double[][] numbers = finished.read(corpus.id());
                if (numbers == null || numbers.length != corpus.size()) {
                    numbers = Replicates.measured(
                            corpus, workers, threads, n -> progress.update(corpus.section(), done.addAndGet(n), total));
                    finished.write(corpus.id(), numbers);
                } else {
                    progress.update(corpus.section(), done.addAndGet(corpus.size()), total);
                }
                measured.add(corpus.incidents(numbers));
            }
        } finally {
            workers.shutdownNow();
        }
        Fit fit = Fit.of(measured.get(0), seed);
        EmpiricalBound.Bounds own = bounds(fit);
        LikelihoodModel uncapped = fit.model("uncapped", Double.MAX_VALUE, Double.MAX_VALUE);
        EmpiricalBound.Bounds other = bounds(measured.get(2), uncapped);
        LikelihoodModel model = fit.model(
                version(), down(Math.min(own.upper(), other.upper())), down(Math.min(-own.lower(), -other.lower())));
        return new Result(
                fit,
                model,
                own,
                other,
                List.of(
                        Evaluation.of("reference", measured.get(1), model),
                        Evaluation.of("shifted", measured.get(3), model)));
    }

    private static double down(double bound) {
        return Math.floor(bound * CENT) / CENT;
    }

    private String version() {
        return FORM + seed + "-" + incidents;
    }

    /** By the fit on incidents that it did not see, as its weights alone have them. */
    private static EmpiricalBound.Bounds bounds(List<Measured> unseen, LikelihoodModel model) {
        List<Measured> incidents =
                unseen.stream().filter(m -> Fit.cause(m) != null).toList();
        return bounds(
                incidents,
                incidents.stream()
                        .mapToDouble(m -> model.unheld(Evaluation.keys(m, "")))
                        .toArray());
    }

    /** On the fit's own incidents, each weighed by a fit that did not see it. */
    private static EmpiricalBound.Bounds bounds(Fit fit) {
        double[] ratios = new double[fit.heldOut().length];
        for (int i = 0; i < ratios.length; i++) {
            double[] joint =
                    Arrays.stream(fit.heldOut()[i]).map(l -> l * fit.slope()).toArray();
            ratios[i] = LikelihoodModel.uncapped(joint, Explanation.ATTACK);
        }
        return bounds(fit.incidents(), ratios);
    }

    /**
     * Without the incidents that are hidden from the vantage by design: they bound nothing that is said about what it shows.
     *
     * @param ratios of an attack, log10, one for each incident
     */
    private static EmpiricalBound.Bounds bounds(List<Measured> incidents, double[] ratios) {
        DoubleStream.Builder attacks = DoubleStream.builder();
        DoubleStream.Builder others = DoubleStream.builder();
        for (int i = 0; i < ratios.length; i++) {
            Truth truth = incidents.get(i).truth();
            if (!truth.blind()) {
                (truth.attack() ? attacks : others).add(ratios[i] * LN10);
            }
        }
        return EmpiricalBound.of(attacks.build().toArray(), others.build().toArray());
    }
}
