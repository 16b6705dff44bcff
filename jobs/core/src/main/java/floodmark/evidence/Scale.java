package floodmark.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One fact that likelihood ratios are built from, coarse on purpose: one of a few levels, so that the frequency of each level under
 * each explanation can be learnt from a corpus and still means the same on traffic that the corpus does not resemble.
 *
 * <p>A scale that the fitted model does not know carries no weight, so that a family can be added before the model is fitted again.
 *
 * @param family of the row that shows it
 * @param id stable, unique; the test name of the row that shows it
 * @param question what it asks
 * @param levels names, in order
 * @param cuts where a number goes from one level to the next, ascending; empty if the levels are not cut from a number
 */
public record Scale(String family, String id, String question, List<String> levels, List<Double> cuts) {
    public Scale {
        levels = List.copyOf(levels);
        cuts = List.copyOf(cuts);
    }

    /** With levels that have names. */
    static Scale named(String family, String id, String question, String... levels) {
        return new Scale(family, id, question, List.of(levels), List.of());
    }

    /** Cut from a number: below the first cut, from it to the next, ..., from the last on. */
    static Scale cut(String family, String id, String question, double... cuts) {
        List<String> names = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        for (int i = 0; i < cuts.length; i++) {
            names.add(i == 0 ? "below " + text(cuts[0]) : text(cuts[i - 1]) + " to " + text(cuts[i]));
            all.add(cuts[i]);
        }
        names.add(text(cuts[cuts.length - 1]) + " or more");
        return new Scale(family, id, question, names, all);
    }

    private static String text(double cut) {
        return cut == Math.rint(cut)
                ? String.valueOf((long) cut)
                : String.format(Locale.ROOT, "%s", Double.toString(cut));
    }

    /** As cited: {@code family.id}. */
    public String name() {
        return family + "." + id;
    }

    /** The level that holds a number. */
    int level(double value) {
        int level = 0;
        while (level < cuts.size() && value >= cuts.get(level)) {
            level++;
        }
        return level;
    }

    /** The number of a named level. */
    int level(String name) {
        int level = levels.indexOf(name);
        if (level < 0) {
            throw new IllegalArgumentException(name + " is no level of " + name());
        }
        return level;
    }
}
