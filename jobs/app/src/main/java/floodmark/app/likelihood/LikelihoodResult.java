package floodmark.app.likelihood;

import floodmark.app.output.ResultDirectory;
import floodmark.evidence.Scale;
import floodmark.verdict.Cause;
import floodmark.verdict.LikelihoodModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Writes a fitted model as the two tables that the program carries, and what was measured about it as a page. */
public final class LikelihoodResult {
    private LikelihoodResult() {}

    /** Writes into a directory that somebody else publishes. */
    static void write(LikelihoodCalibration.Result result, String head, ResultDirectory directory) {
        try {
            Files.writeString(directory.file("weights.csv"), weights(result), StandardCharsets.UTF_8);
            Files.writeString(directory.file("copies.csv"), copies(result.fit()), StandardCharsets.UTF_8);
            Files.writeString(directory.file("likelihood.md"), LikelihoodPage.of(result, head), StandardCharsets.UTF_8);
            for (Map.Entry<String, String> plot : LikelihoodPage.plots(result).entrySet()) {
                Files.writeString(directory.file(plot.getKey()), plot.getValue(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw ResultDirectory.unwritable(directory.target(), e);
        }
    }

    private static String header() {
        return "scale,level," + Arrays.stream(Cause.values()).map(Cause::text).collect(Collectors.joining(","));
    }

    private static String weights(LikelihoodCalibration.Result result) {
        Fit fit = result.fit();
        StringBuilder out = new StringBuilder();
        out.append("# version: ").append(result.model().version()).append('\n');
        out.append("# slope: ").append(number(fit.slope())).append('\n');
        out.append("# cap-for: ").append(number(result.model().capFor())).append('\n');
        out.append("# cap-against: ")
                .append(number(result.model().capAgainst()))
                .append('\n');
        out.append("# penalty: ").append(number(fit.lambda())).append('\n');
        out.append("# incidents: ").append(fit.incidents().size()).append('\n');
        out.append(header());
        for (Cause cause : Cause.values()) {
            out.append(",n-").append(cause.text());
        }
        out.append('\n');
        for (Scale scale : Measured.SCALES) {
            for (String level : scale.levels()) {
                String key = LikelihoodModel.key(scale.name(), level);
                int[] counts = Objects.requireNonNull(fit.counts().get(key));
                line(out, scale, level, Objects.requireNonNull(fit.weights().get(key))[0]);
                Arrays.stream(counts).forEach(n -> out.append(',').append(n));
                out.append('\n');
            }
        }
        return out.toString();
    }

    private static String copies(Fit fit) {
        StringBuilder out = new StringBuilder(header()).append('\n');
        for (Scale scale : Measured.SCALES) {
            for (String level : scale.levels()) {
                double[][] rows = Objects.requireNonNull(fit.weights().get(LikelihoodModel.key(scale.name(), level)));
                for (int copy = 1; copy < rows.length; copy++) {
                    line(out, scale, level, rows[copy]);
                    out.append('\n');
                }
            }
        }
        return out.toString();
    }

    private static void line(StringBuilder out, Scale scale, String level, double[] values) {
        out.append(scale.name()).append(',').append(level);
        for (double value : values) {
            out.append(',').append(number(value));
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
