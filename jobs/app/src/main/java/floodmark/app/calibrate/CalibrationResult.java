package floodmark.app.calibrate;

import floodmark.app.output.Manifest;
import floodmark.app.output.ResultDirectory;
import floodmark.app.run.BuildInfo;
import floodmark.app.run.RunOptions;
import floodmark.capture.CsvTable;
import floodmark.capture.parquet.ParquetTable;
import floodmark.model.Table;
import floodmark.stats.calibration.Figure;
import floodmark.stats.calibration.Plan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Writes the files of a calibration. Machine, date and command stand in the manifest and in the section <em>How it was
 * measured</em> of the page, and nowhere else: all other bytes depend on the plan, the program and the data alone.
 */
public final class CalibrationResult {
    private CalibrationResult() {}

    /**
     * Writes and publishes; afterwards the directory is complete.
     *
     * @param ended wall-clock time, for the manifest
     */
    public static void write(
            List<Figure> figures, Plan plan, RunOptions options, ResultDirectory directory, Instant ended) {
        BuildInfo build = BuildInfo.load();
        Table table = CalibrationTable.of(figures);
        try {
            ParquetTable.write(table, directory.file("calibration.parquet"));
            CsvTable.write(table, directory.file("calibration.csv"));
            Files.writeString(
                    directory.file("calibration.md"),
                    CalibrationPage.of(figures, head(plan, options, build)),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw ResultDirectory.unwritable(directory.target(), e);
        }
        directory.publish(new Manifest(options, build, ended));
    }

    /** How and where it was measured, as a table in Markdown. */
    public static String head(Plan plan, RunOptions options, BuildInfo build) {
        return """
                ## How it was measured

                | | |
                |---|---|
                | command | `jobs/floodmark %s` |
                | date | %s |
                | machine | %s %s, %d processors, Java %s (%s) |
                | version | %s, commit %s |
                | replicates | %d of each experiment, days of %d bins |
                | seed | %d |
                """.formatted(
                        String.join(" ", options.arguments()).replace("|", "\\|"),
                        options.started().atOffset(ZoneOffset.UTC).toLocalDate(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version(),
                        System.getProperty("java.vm.name"),
                        build.version(),
                        build.commit(),
                        plan.replicates(),
                        plan.binsPerDay(),
                        plan.seed());
    }
}
