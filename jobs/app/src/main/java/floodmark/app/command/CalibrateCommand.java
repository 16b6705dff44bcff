package floodmark.app.command;

import floodmark.app.calibrate.Calibration;
import floodmark.app.calibrate.CalibrationResult;
import floodmark.app.calibrate.SeriesExport;
import floodmark.app.likelihood.LikelihoodCalibration;
import floodmark.app.output.ResultDirectory;
import floodmark.app.run.BuildInfo;
import floodmark.app.run.RunOptions;
import floodmark.app.run.Settings;
import floodmark.app.terminal.ProgressDisplay;
import floodmark.app.terminal.Terminal;
import floodmark.model.Closest;
import floodmark.model.UserError;
import floodmark.stats.calibration.EffectFree;
import floodmark.stats.calibration.Experiments;
import floodmark.stats.calibration.Figure;
import floodmark.stats.calibration.Goal;
import floodmark.stats.calibration.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code calibrate}: the error rates of every test, measured. Must not load Flink: nothing here is a job. */
@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        description = {
            "Measure error rates, power, bounds and false discoveries of every test.",
            "",
            "A run that was interrupted goes on where it stopped: finished experiments are kept in DIR.partial until the "
                    + "result is complete. Figures are the same at any number of threads."
        })
final class CalibrateCommand implements Callable<Integer> {
    private static final int MOST_REPLICATES = 1_000_000;
    private static final int MOST_THREADS = 128;
    private static final int FEWEST_INCIDENTS = 200;
    private static final int MOST_INCIDENTS = 100_000;
    private static final int HOURS = 24;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Directory for the result. Only with --export-series it may be left out.")
    private @Nullable Path output;

    @Option(
            names = "--replicates",
            paramLabel = "N",
            description = "Replicates of each experiment, 1 to 1000000. Default: 5000.")
    private int replicates = Plan.REPLICATES;

    @Option(
            names = "--bins-per-day",
            paramLabel = "N",
            description = "Bins a day of simulated traffic, a multiple of 24 that divides 1440. Default: 1440.")
    private int binsPerDay = Plan.BINS_PER_DAY;

    @Option(
            names = "--sections",
            paramLabel = "NAMES",
            split = ",",
            description =
                    "Only these, separated by commas: level, real-level, power, injection, bound, false-discoveries, likelihood. "
                            + "Default: all.")
    private List<String> sections = new ArrayList<>();

    @Option(
            names = "--incidents",
            paramLabel = "N",
            description = "Simulated incidents that the likelihoods are fitted on, 200 to 100000. Default: 6300.")
    private int incidents = LikelihoodCalibration.INCIDENTS;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads to use, 1 to 128. Default: one for each processor.")
    private @Nullable Integer threads;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of all random numbers. Default: 20260812.")
    private long seed = Plan.SEED;

    @Option(
            names = "--datasets",
            paramLabel = "DIR",
            description = "Directory with quiet.yaml and the data sets that it names. Default: the bundled ones.")
    private @Nullable Path datasets;

    @Option(
            names = "--peers",
            paramLabel = "FILE",
            description = "Parquet with what other programs made of the exported series; shown beside our own tests.")
    private @Nullable Path peers;

    @Option(
            names = "--export-series",
            paramLabel = "FILE",
            description = "Write the first simulated series of each family as Parquet, for other programs.")
    private @Nullable Path export;

    @Option(
            names = "--export-replicates",
            paramLabel = "N",
            description = "How many series of each family to export, 1 to 100000. Default: 200.")
    private int exported = Experiments.PEER_REPLICATES;

    @Option(
            names = "--progress",
            paramLabel = "HOW",
            description = "auto, bar, json (lines on standard error) or none. Default: auto.")
    private ProgressDisplay.How how = ProgressDisplay.How.AUTO;

    @Option(names = "--overwrite", description = "Replace an earlier result in the same place.")
    private boolean overwrite;

    private final Terminal terminal;
    private final List<String> arguments;

    CalibrateCommand(Terminal terminal, List<String> arguments) {
        this.terminal = terminal;
        this.arguments = arguments;
    }

    @Override
    public Integer call() throws IOException {
        inRange("--replicates", replicates, MOST_REPLICATES);
        inRange("--export-replicates", exported, MOST_REPLICATES / 10);
        int used = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        inRange("--threads", used, MOST_THREADS);
        if (binsPerDay < HOURS || binsPerDay % HOURS != 0 || EffectFree.DAY % binsPerDay != 0) {
            throw UserError.of(
                    "--bins-per-day",
                    "does not fit",
                    binsPerDay,
                    "a multiple of 24 that divides 1440, such as 288",
                    "Leave it out for bins of a minute");
        }
        sections.forEach(CalibrateCommand::check);
        if (incidents < FEWEST_INCIDENTS || incidents > MOST_INCIDENTS) {
            throw UserError.of(
                    "--incidents", "is out of range", incidents, "200 to 100000", "Correct it, or leave it out");
        }
        if (output == null && export == null) {
            throw UserError.of(
                    "command line", "something is missing", "no --output DIR", "--output DIR", "See calibrate --help");
        }
        try (ProgressDisplay progress = ProgressDisplay.of(how, terminal)) {
            if (export != null) {
                SeriesExport.write(export, new Plan(exported, Experiments.PEER_BINS_PER_DAY, seed), progress);
                progress.pause();
                terminal.line("series: " + export);
            }
            if (output != null) {
                calibrate(output, used, progress);
            }
        }
        return 0;
    }

    private void calibrate(Path place, int used, ProgressDisplay progress) throws IOException {
        Plan plan = new Plan(replicates, binsPerDay, seed);
        Calibration calibration = new Calibration(plan, sections, used, datasets == null ? bundled() : datasets, peers);
        RunOptions options = new RunOptions(
                "calibrate",
                arguments,
                Instant.now(),
                place,
                overwrite,
                used,
                RunOptions.Mode.BATCH,
                null,
                null,
                List.of(),
                Settings.defaults());
        try (ResultDirectory directory = ResultDirectory.open(place, overwrite)) {
            List<Figure> figures = new ArrayList<>(calibration.figures(place, progress));
            if (sections.isEmpty() || sections.contains(LikelihoodCalibration.SECTION)) {
                LikelihoodCalibration likelihood = new LikelihoodCalibration(incidents, seed, used);
                figures.addAll(likelihood.figures(
                        place,
                        Calibration.program(),
                        CalibrationResult.head(plan, options, BuildInfo.load()),
                        directory,
                        progress));
            }
            CalibrationResult.write(figures, plan, options, directory, Instant.now());
            Calibration.forget(place);
            progress.close();
            tell(figures);
            terminal.line("  page: " + directory.target().resolve("calibration.md"));
        }
    }

    private static Path bundled() {
        String home = System.getProperty("floodmark.home");
        return Path.of(home == null ? "." : home).resolve("datasets");
    }

    private void tell(List<Figure> figures) {
        List<Figure> missed =
                figures.stream().filter(f -> f.met() == Goal.Met.MISSED).toList();
        terminal.heading(figures.size() + " figures; goals missed: " + missed.size());
        List<String[]> rows = new ArrayList<>();
        for (Figure f : missed) {
            rows.add(new String[] {
                "  " + f.section(), f.test(), f.setting(), f.traffic(), f.quantity(), String.valueOf((float) f.value())
            });
        }
        terminal.table(rows);
    }

    private static void inRange(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw UserError.of(option, "is out of range", value, "1 to " + most, "Correct it, or leave it out");
        }
    }

    private static void check(String section) {
        List<String> known = new ArrayList<>(Experiments.SECTIONS);
        known.add(LikelihoodCalibration.SECTION);
        if (!known.contains(section)) {
            String closest = Closest.to(section, known);
            throw UserError.of(
                    "--sections",
                    "no such section",
                    section,
                    "one of " + String.join(", ", known),
                    closest == null ? "See calibrate --help" : "Write " + closest);
        }
    }
}
