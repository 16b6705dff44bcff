package floodmark.stats.calibration;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * Prints the figures of {@code jobs/docs/methods.md}: false alarms on every effect-free family, predicted against realised power,
 * coverage and width of the bounds, false discoveries of the screening. Seeds are fixed.
 *
 * <p>{@code java -cp jobs/app/target/floodmark.jar floodmark.stats.calibration.Figures REPLICATES BINS_PER_DAY}
 */
public final class Figures {
    private static final int LEVEL_SEED = 20_260_812;

    private Figures() {}

    /** Replicates and bins a day; 1000 and 288 take about a minute, 5000 and 1440 are the long form. */
    public static void main(String[] arguments) {
        int replicates = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
        int day = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 288;
        level(replicates, day, System.out);
        visibility(replicates, day, System.out);
        System.out.println("screening "
                + Screening.run(new Screening.Plan(12_000, 240, Screening.Background.STEADY, 0.01, 0), 77));
    }

    private static void level(int replicates, int day, PrintStream out) {
        for (EffectFree family : EffectFree.values()) {
            FalseAlarms alarms = new FalseAlarms(family, replicates, LEVEL_SEED);
            List<Rate> rates = List.of(
                    alarms.matchedWindows(day),
                    alarms.searchedWindows(day),
                    alarms.blockExcess(8, 60),
                    alarms.blockExcess(24, 20),
                    alarms.blockExcess(48, 5),
                    alarms.placebo(),
                    alarms.changePoint(240));
            rates.forEach(out::println);
        }
    }

    private static void visibility(int replicates, int day, PrintStream out) {
        for (EffectFree family : EffectFree.values()) {
            for (double added : List.of(0.2, 0.5)) {
                print(out, "matched", family, added, 1, Visibility.matched(family, 28, added, 1, replicates, day, 4));
                print(out, "blocks", family, added, 1, Visibility.blocks(family, 12, 45, added, replicates, 5));
            }
        }
        for (EffectFree family : List.of(EffectFree.NEGATIVE_BINOMIAL, EffectFree.LONG_MEMORY)) {
            for (int rate : List.of(1, 100, 1000, 10_000)) {
                print(out, "sampled", family, 1, rate, Visibility.matched(family, 28, 1, rate, replicates, day, 6));
            }
        }
    }

    private static void print(
            PrintStream out, String what, EffectFree family, double added, int rate, Visibility.Outcome outcome) {
        out.println(String.format(
                Locale.ROOT,
                "%s %s +%.1f 1:%d: power predicted %.3f, realised %.3f; bound covers %.3f, width %.3f, oracle's %.3f; ran %d",
                what,
                family,
                added,
                rate,
                outcome.predicted(),
                outcome.realised(),
                outcome.coverage(),
                outcome.width(),
                outcome.oracleWidth(),
                outcome.trials()));
    }
}
