package floodmark.app.calibrate;

import floodmark.app.output.ResultDirectory;
import floodmark.app.output.Sha256;
import floodmark.app.run.BuildInfo;
import floodmark.pipeline.Progress;
import floodmark.stats.calibration.Experiment;
import floodmark.stats.calibration.Experiments;
import floodmark.stats.calibration.Figure;
import floodmark.stats.calibration.Plan;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What to measure, and the way of it: the experiments of the chosen sections one after another, the replicates of each shared
 * out among threads, and what was measured kept beside the result until that is complete.
 *
 * @param plan how much
 * @param sections which sections, of {@link Experiments#SECTIONS}; empty for all
 * @param threads how many threads
 * @param datasets the directory of the data sets
 * @param peers figures of other programs, or null
 */
public record Calibration(
        Plan plan,
        List<String> sections,
        int threads,
        Path datasets,
        @Nullable Path peers) {
    public Calibration {
        sections = List.copyOf(sections);
    }

    /**
     * Measures everything. The figures do not depend on threads, nor on whether the run was interrupted.
     *
     * @param output the result's directory, beside which finished experiments are kept
     */
    public List<Figure> figures(Path output, Progress progress) throws IOException {
        List<Figure> figures = new ArrayList<>();
        List<Experiment> experiments = new ArrayList<>();
        String data = "";
        if (asked("real-level") || asked("injection")) {
            QuietTraffic quiet = QuietTraffic.read(datasets);
            data = quiet.digest();
            experiments.addAll(Experiments.all(plan, quiet.traffic()));
        } else {
            experiments.addAll(Experiments.all(plan, List.of()));
        }
        experiments.removeIf(experiment -> !asked(experiment.section()));
        if (peers != null) {
            Peers given = Peers.read(peers);
            figures.addAll(given.figures());
            experiments.addAll(
                    Experiments.besidePeers(new Plan(given.replicates(), Experiments.PEER_BINS_PER_DAY, plan.seed())));
        }
        Finished finished = new Finished(output, program() + "|" + plan + "|" + data);
        long total = experiments.stream().mapToLong(Experiment::replicates).sum();
        AtomicLong done = new AtomicLong();
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            for (Experiment experiment : experiments) {
                double[][] measured = finished.read(experiment.id());
                if (measured == null || measured.length != experiment.replicates()) {
                    measured = Replicates.measured(experiment, workers, threads, n -> {
                        progress.update(experiment.section(), done.addAndGet(n), total);
                    });
                    finished.write(experiment.id(), measured);
                } else {
                    progress.update(experiment.section(), done.addAndGet(measured.length), total);
                }
                figures.addAll(experiment.figures(measured));
            }
        } finally {
            workers.shutdownNow();
        }
        return figures;
    }

    /** Removes the finished experiments; the result holds what they came to. */
    public static void forget(Path output) {
        new Finished(output, "").remove();
    }

    private boolean asked(String section) {
        return sections.isEmpty() || sections.contains(section);
    }

    /** The program to the byte where it is a jar: other code may give other figures. */
    public static String program() {
        BuildInfo build = BuildInfo.load();
        try {
            Path code = Path.of(Calibration.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return build.version() + " " + build.commit() + " "
                    + (Files.isRegularFile(code) ? Sha256.of(code) : "classes");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the program's own place is no path", e);
        } catch (IOException e) {
            throw ResultDirectory.unwritable(Path.of("floodmark.jar"), e);
        }
    }
}
