package floodmark.app.calibrate;

import floodmark.stats.calibration.Experiments;
import floodmark.stats.calibration.Figure;
import floodmark.stats.calibration.Goal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@code calibration.md}: what was measured, for people. Misses stand first, and in bold wherever they are. */
final class CalibrationPage {
    private static final String PREDICTED = "power-predicted";
    private static final Map<String, String> INTRODUCTIONS = introductions();

    private final List<Figure> figures;
    private final StringBuilder page = new StringBuilder();

    private CalibrationPage(List<Figure> figures) {
        this.figures = figures;
    }

    private static Map<String, String> introductions() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("level", """
                False alarms at nominal .05 on simulated traffic in which nothing happens. Goal: .02 to .06; of a declared search .06 at most. A refusal is no
                alarm; where a test refuses, its alarms among the series on which it ran must lie in the goal, and the refusals are shown. Coefficient of
                variation .2, or as stated.""");
        texts.put("real-level", """
                The same tests on stretches of real traffic that are taken for quiet: which, and why, is in `datasets/quiet.yaml`. Windows overlap and days resemble
                one another, so intervals are made of days, in runs of up to seven. Histories of four weeks overlap for longer than that: where the days are few, the
                intervals of tests that compare days are still too narrow.""");
        texts.put("power", """
                Power that is predicted from a history, then the share of floods that the test saw, over the histories on which it ran. Goal: within .05 of one
                another. Sizes are in units of the usual mean.""");
        texts.put("injection", """
                The same in real traffic: a constant flood added to a random quiet hour. Intervals are made of days.""");
        texts.put("bound", """
                The 95 % upper bound on what could have hidden. It shall cover at least .94 of the floods, at most .99 where 30 sampled packets of them are expected, and
                be at most 1.5 times as wide as the bound of an oracle that knows the law of ordinary traffic.""");
        texts.put("false-discoveries", """
                The screening of many destinations at once. Goal: at most .10 of the discoveries false; at least .8 of the floods of ten times the usual volume
                found; before the correction .02 to .06 false alarms.""");
        texts.put("watch", """
                A watch of an hour that is read after every bin: the share that ever raises an alarm without any effect (goal: at most .06 at nominal .05), and
                for floods of five sizes, in units of the usual mean, the share found within 40 bins and the mean number of bins until then. Beside it a test that
                is told when the flood began and looks once. Bins within 15 of the newest may still grow.""");
        texts.put("likelihood", """
                Ratios on incidents that the fit never saw; the page with plots is [likelihood.md](likelihood.md).""");
        texts.put(Experiments.PEERS, """
                Other programs and our tests on the very same series: those of the section level at 288 bins a day, the first ones of each family. What the
                programs are, how each was set up and what counts as a flag is in jobs/peers/README.md. Nothing here is judged: other programs have other goals. A
                setting that ends in "+50 % in the hour" had a flood in the hour that was asked about, so there many are good; else few are.""");
        return texts;
    }

    /**
     * The page.
     *
     * @param head lines about the run, in Markdown: all that differs between runs with the same figures
     */
    static String of(List<Figure> figures, String head) {
        return new CalibrationPage(figures).write(head);
    }

    private String write(String head) {
        page.append("# Calibration\n\nError rates, power, bounds and false discoveries of every test, as measured. ");
        page.append("Written by `floodmark calibrate`; `calibration.csv` of the same run has every figure with its ");
        page.append(
                "interval, goal and note. Intervals in brackets are 99 %. A goal is met if the interval has a point in ");
        page.append("common with it. What the tests are, and what the misses mean, is in methods.md.\n\n");
        page.append(head).append('\n');
        missed();
        INTRODUCTIONS.forEach((section, introduction) -> {
            List<Figure> here =
                    figures.stream().filter(f -> f.section().equals(section)).toList();
            if (!here.isEmpty()) {
                page.append("\n## ")
                        .append(section)
                        .append("\n\n")
                        .append(introduction)
                        .append('\n');
                here.stream()
                        .map(Figure::quantity)
                        .distinct()
                        .filter(quantity -> !quantity.equals(PREDICTED))
                        .forEach(quantity -> table(here, quantity));
            }
        });
        return page.toString();
    }

    private void missed() {
        List<Figure> missed =
                figures.stream().filter(f -> f.met() == Goal.Met.MISSED).toList();
        long met = figures.stream().filter(f -> f.met() == Goal.Met.MET).count();
        long refused = figures.stream().filter(f -> f.met() == Goal.Met.REFUSED).count();
        page.append("## Missed\n\n").append(missed.size()).append(" of ").append(met + missed.size() + refused);
        page.append(" goals are missed; in ").append(refused).append(" cases the test refused all trials.\n");
        if (missed.isEmpty()) {
            return;
        }
        page.append(
                "\n| section | test | setting | traffic | quantity | measured | goal |\n|---|---|---|---|---|---:|---|\n");
        for (Figure f : missed) {
            page.append("| ")
                    .append(f.section())
                    .append(" | `")
                    .append(f.test())
                    .append("` | ");
            page.append(f.setting())
                    .append(" | ")
                    .append(f.traffic())
                    .append(" | ")
                    .append(f.quantity());
            page.append(" | ")
                    .append(cell(f))
                    .append(" | ")
                    .append(goal(f.goal()))
                    .append(" |\n");
        }
    }

    /** A quantity: a row a test and setting, a column a kind of traffic. */
    private void table(List<Figure> section, String quantity) {
        Set<String> traffic = new LinkedHashSet<>();
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        for (Figure f : section) {
            if (!f.quantity().equals(quantity)) {
                continue;
            }
            traffic.add(f.traffic());
            String row = "`" + f.test() + "`" + (f.setting().isEmpty() ? "" : ", " + f.setting());
            rows.computeIfAbsent(row, r -> new LinkedHashMap<>()).put(f.traffic(), predicted(section, f) + cell(f));
        }
        page.append("\n**").append(quantity).append("**\n\n| test | ").append(String.join(" | ", traffic));
        page.append(" |\n|---|").append("---:|".repeat(traffic.size())).append('\n');
        rows.forEach((row, cells) -> {
            List<String> texts = new ArrayList<>();
            traffic.forEach(t -> texts.add(cells.getOrDefault(t, "")));
            page.append("| ")
                    .append(row)
                    .append(" | ")
                    .append(String.join(" | ", texts))
                    .append(" |\n");
        });
    }

    /** What was predicted of a realised power. */
    private static String predicted(List<Figure> section, Figure realised) {
        return section.stream()
                .filter(f -> f.quantity().equals(PREDICTED)
                        && realised.quantity().equals("power-realised")
                        && f.test().equals(realised.test())
                        && f.setting().equals(realised.setting())
                        && f.traffic().equals(realised.traffic()))
                .map(f -> number(f.value()) + " predicted; ")
                .findFirst()
                .orElse("");
    }

    private static String cell(Figure f) {
        if (f.trials() == 0) {
            return "-";
        }
        if (f.met() == Goal.Met.REFUSED) {
            return "refused";
        }
        String value = number(f.value());
        String interval = Double.isNaN(f.low()) ? "" : " [" + number(f.low()) + ", " + number(f.high()) + "]";
        String of = f.days() > 0 ? " of " + f.trials() + " on " + f.days() + " days" : "";
        return (f.met() == Goal.Met.MISSED ? "**" + value + "**" : value) + interval + of;
    }

    private static String goal(Goal goal) {
        if (goal.low() == 0) {
            return "at most " + number(goal.high());
        }
        return goal.high() >= 1 ? "at least " + number(goal.low()) : number(goal.low()) + " to " + number(goal.high());
    }

    /** Three decimals, without a zero before the point. */
    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.startsWith("0.") ? text.substring(1) : text.startsWith("-0.") ? "-" + text.substring(2) : text;
    }
}
