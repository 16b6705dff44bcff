package floodmark.verdict;

import floodmark.claim.Vantage;
import floodmark.evidence.Context;
import floodmark.evidence.Explanation;
import floodmark.evidence.Grade;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A fitted model: for each level of each scale, how much it speaks for each cause, as natural log-likelihoods that add up. They were
 * fitted jointly, so that evidence which says the same twice does not count twice.
 *
 * <p>What an unknown scale or level says is nothing. The joint log-likelihoods are shrunk by the fitted slope, and pairs are clipped at
 * the cap; an attack's ratio is held below any finding where the evidence cannot carry one. Source: multinomial logistic regression as
 * the fusion of Brümmer and others 2007 (IEEE TASLP 15(7)) has it, with the bounds of Vergeer and others 2016 (Science and Justice
 * 56(6)).
 */
public final class LikelihoodModel {
    private static final Cause[] CAUSES = Cause.values();
    private static final double LN10 = StrictMath.log(10);
    /** Half the width of a 95 % interval in standard deviations. */
    private static final double NORMAL_975 = 1.959964;

    /** The scale that is graded wherever the subject has any history. */
    public static final String HISTORY = "volume.packets-ratio";

    /** Families that tell what was sent and who sent it. */
    private static final List<String> SPECIFIC = List.of("makeup.", "sources.");
    /** What they have to add to the attack's ratio, log10: a factor of two. */
    private static final double LEAST_SPECIFIC = 0.3;
    /** How far an attack's ratio is reported where it should decide nothing, log10: less than any finding needs. */
    private static final double UNDECIDING = 0.95;
    /** How far where what would decide was not seen, log10: a factor of three is near even. */
    private static final double NEAR_EVEN = 0.5;

    /** Levels at which more came than usual. */
    static final Set<String> ROSE = Stream.of("bytes-ratio", "packets-ratio", "flows-ratio")
            .flatMap(scale -> Stream.of("1.2 to 2", "2 to 5", "5 to 20", "20 or more")
                    .map(level -> key("volume." + scale, level)))
            .collect(Collectors.toUnmodifiableSet());

    /** The model that is part of this version. */
    public static final LikelihoodModel BUNDLED = bundled();

    private final String version;
    private final double slope;
    private final double capFor;
    private final double capAgainst;
    /** Per scale and level: first the estimate, then its bootstrap copies, each one number a cause. */
    private final Map<String, double[][]> weights;

    private final int copies;

    /**
     * @param version name of the fit
     * @param slope what joint log-likelihoods are multiplied with, in (0, 1]
     * @param capFor largest log10 ratio of an attack against another explanation that the corpus carries
     * @param capAgainst the same of another against an attack; pairs without an attack take the larger
     * @param weights by {@code scale name + tab + level}: estimate and copies, one number for each {@link Cause}
     */
    public LikelihoodModel(
            String version, double slope, double capFor, double capAgainst, Map<String, double[][]> weights) {
        this.version = version;
        this.slope = slope;
        this.capFor = capFor;
        this.capAgainst = capAgainst;
        this.weights = new TreeMap<>(weights);
        this.copies = weights.values().stream().mapToInt(w -> w.length).min().orElse(1) - 1;
    }

    public String version() {
        return version;
    }

    /** Largest absolute log10 ratio that the corpus carries. */
    public double cap() {
        return Math.max(capFor, capAgainst);
    }

    public double capFor() {
        return capFor;
    }

    public double capAgainst() {
        return capAgainst;
    }

    /** Every level that it knows, see {@link #key}. */
    public Set<String> keys() {
        return Collections.unmodifiableSet(weights.keySet());
    }

    /** The key of a level. */
    public static String key(String scale, String level) {
        return scale + '\t' + level;
    }

    /**
     * Weighs a case; null where the model does not apply: counts were not part of the corpus, telescopes hardly, and without any
     * history of the subject too few facts are left for a model of sums; there the named rules know more.
     */
    public @Nullable Ratios weigh(Context context) {
        List<Grade> grades = context.grades().stream()
                .filter(g -> weights.containsKey(key(g.scale().name(), g.words())))
                .toList();
        boolean history = grades.stream().anyMatch(g -> g.scale().name().equals(HISTORY));
        boolean telescope = context.data().vantage().place() == Vantage.Place.TELESCOPE;
        if (context.data().counts() || telescope || !history) {
            return null;
        }
        return weigh(grades, context.data().vantage());
    }

    /** Whether all that reaches the subject passes the vantage: elsewhere a flood may take other ways, or end before it. */
    private static boolean seesAll(Vantage vantage) {
        return vantage.place() == Vantage.Place.EDGE && vantage.shareLow() >= 1;
    }

    Ratios weigh(List<Grade> grades, Vantage vantage) {
        List<String> keys =
                grades.stream().map(g -> key(g.scale().name(), g.words())).toList();
        Map<Explanation, Ratios.Estimate> each = estimates(keys, vantage);
        double whole = uncapped(joint(keys, 0), Explanation.ATTACK);
        List<Ratios.Part> parts = new ArrayList<>();
        for (Grade grade : grades) {
            List<String> others = keys.stream()
                    .filter(k -> !k.equals(key(grade.scale().name(), grade.words())))
                    .toList();
            parts.add(new Ratios.Part(grade, whole - uncapped(joint(others, 0), Explanation.ATTACK)));
        }
        Caps caps = caps(keys, vantage);
        Map<String, Map<Explanation, Double>> without = new LinkedHashMap<>();
        Set<String> families = new LinkedHashSet<>();
        grades.forEach(g -> families.add(g.scale().family()));
        for (String family : families) {
            List<String> others = grades.stream()
                    .filter(g -> !g.scale().family().equals(family))
                    .map(g -> key(g.scale().name(), g.words()))
                    .toList();
            double[] joint = joint(others, 0);
            Caps rests = caps(others, vantage);
            Map<Explanation, Double> rest = new EnumMap<>(Explanation.class);
            explanations().forEach(e -> rest.put(e, rounded(rests.ratio(joint, e))));
            without.put(family, rest);
        }
        return new Ratios(each, cap(), version, parts, without, caps.why());
    }

    /**
     * The ratio of every explanation, from levels as they stand in the scales.
     *
     * @param keys of the levels, see {@link #key}; unknown ones say nothing
     */
    public Map<Explanation, Ratios.Estimate> estimates(List<String> keys, Vantage vantage) {
        double[][] sums = new double[copies + 1][];
        for (int copy = 0; copy <= copies; copy++) {
            sums[copy] = joint(keys, copy);
        }
        Map<Explanation, Ratios.Estimate> each = new EnumMap<>(Explanation.class);
        Caps caps = caps(keys, vantage);
        for (Explanation explanation : explanations()) {
            double[] values = new double[copies];
            for (int copy = 1; copy <= copies; copy++) {
                values[copy - 1] = caps.ratio(sums[copy], explanation);
            }
            double value = caps.ratio(sums[0], explanation);
            double half = NORMAL_975 * deviation(values, value);
            boolean attack = explanation == Explanation.ATTACK;
            double least = -Math.min(cap(), attack ? caps.mostAgainst : cap());
            double most = Math.min(cap(), attack ? caps.mostFor : cap());
            each.put(
                    explanation,
                    new Ratios.Estimate(
                            rounded(value),
                            rounded(Math.max(least, value - half)),
                            rounded(Math.min(most, value + half))));
        }
        return each;
    }

    /** An attack's log10 ratio as the weights alone have it: what the caps are found from. */
    public double unheld(List<String> keys) {
        return uncapped(joint(keys, 0), Explanation.ATTACK);
    }

    /** Explanations that the causes are forms of, each once. */
    public static List<Explanation> explanations() {
        return Arrays.stream(CAUSES).map(Cause::explanation).distinct().toList();
    }

    /** Two decimals: more would pretend to a precision that no corpus of this size has, and what is read is what decides. */
    private static double rounded(double log10) {
        return Math.rint(log10 * 100) / 100 + 0.0;
    }

    /** Joint natural log-likelihoods of the causes, after the slope. */
    private double[] joint(List<String> keys, int copy) {
        double[] sum = new double[CAUSES.length];
        for (String key : keys) {
            double[][] w = weights.get(key);
            for (int c = 0; w != null && c < sum.length; c++) {
                sum[c] += slope * w[copy][c];
            }
        }
        return sum;
    }

    /**
     * How far ratios are reported.
     *
     * @param capFor of an attack against another explanation, pair by pair
     * @param capAgainst of another explanation against an attack
     * @param among of pairs without an attack
     * @param mostFor of an attack against all others
     * @param mostAgainst the same in the other direction
     * @param why the reason, where an attack's ratio is held closer to even than the corpus asks for; else empty
     */
    private record Caps(
            double capFor, double capAgainst, double among, double mostFor, double mostAgainst, String why) {
        double ratio(double[] joint, Explanation explanation) {
            if (explanation == Explanation.ATTACK) {
                double whole = LikelihoodModel.ratio(joint, explanation, capFor, capAgainst, among);
                return Math.max(-mostAgainst, Math.min(mostFor, whole));
            }
            return LikelihoodModel.ratio(
                    joint, explanation, Math.min(capFor, mostFor), Math.min(capAgainst, mostAgainst), among);
        }
    }

    /**
     * Volume, time and failure look the same under an attack and without one. So where neither what was sent nor who sent it speaks for an
     * attack, nothing else may support one; and where more came that looks like users, nothing contradicts that some of them
     * were none. Nor does anything contradict a flood from where one may not have passed, or from where answers are not seen, which is
     * what tells users from others best.
     */
    private Caps caps(List<String> keys, Vantage vantage) {
        double whole = uncapped(joint(keys, 0), Explanation.ATTACK);
        double specific = 0;
        for (String key : keys) {
            if (SPECIFIC.stream().anyMatch(key::startsWith)) {
                List<String> others = new ArrayList<>(keys);
                others.remove(key);
                specific += whole - uncapped(joint(others, 0), Explanation.ATTACK);
            }
        }
        boolean unspecific = specific < LEAST_SPECIFIC;
        boolean likeUsers = unspecific && keys.stream().anyMatch(ROSE::contains);
        boolean oneWay = vantage.sees() == Vantage.Sees.INBOUND;
        double mostFor = unspecific ? NEAR_EVEN : Double.MAX_VALUE;
        double mostAgainst = oneWay ? NEAR_EVEN : likeUsers || !seesAll(vantage) ? UNDECIDING : Double.MAX_VALUE;
        String why = "";
        if (whole > mostFor) {
            why = "neither what was sent nor who sent it speaks for an attack, and nothing else may support one";
        } else if (whole < -mostAgainst) {
            why = oneWay
                    ? "only the way in was seen: whether those who came were served, as users are, was not"
                    : likeUsers
                            ? "more came, and neither what was sent nor who sent it tells users from those who imitate them"
                            : "a flood may have taken ways that this vantage does not see, or ended before it";
        }
        return new Caps(capFor, capAgainst, cap(), mostFor, mostAgainst, why);
    }

    /**
     * The log10 ratio of an explanation against the even mixture of the others, as it comes.
     *
     * @param joint natural log-likelihood of each cause
     */
    public static double uncapped(double[] joint, Explanation explanation) {
        return ratio(joint, explanation, Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE);
    }

    private static double ratio(
            double[] joint, Explanation explanation, double capFor, double capAgainst, double among) {
        double own = of(joint, explanation);
        double sum = 0;
        int others = 0;
        for (Explanation other : explanations()) {
            if (other != explanation) {
                boolean attack = explanation == Explanation.ATTACK;
                boolean against = other == Explanation.ATTACK;
                double most = attack ? capFor : against ? capAgainst : among;
                double least = attack ? capAgainst : against ? capFor : among;
                double pair = Math.max(-least, Math.min(most, (own - of(joint, other)) / LN10));
                sum += StrictMath.exp(-pair * LN10);
                others++;
            }
        }
        return -StrictMath.log10(sum / others);
    }

    /** The natural log-likelihood of an explanation: the even mixture of its causes. */
    private static double of(double[] joint, Explanation explanation) {
        double most = Double.NEGATIVE_INFINITY;
        for (Cause cause : CAUSES) {
            most = cause.explanation() == explanation ? Math.max(most, joint[cause.ordinal()]) : most;
        }
        double sum = 0;
        int n = 0;
        for (Cause cause : CAUSES) {
            if (cause.explanation() == explanation) {
                sum += StrictMath.exp(joint[cause.ordinal()] - most);
                n++;
            }
        }
        return most + StrictMath.log(sum / n);
    }

    /** Root mean square distance of the copies from the estimate; 0 without copies. */
    private static double deviation(double[] values, double centre) {
        double squares = 0;
        for (double v : values) {
            squares += (v - centre) * (v - centre);
        }
        return values.length == 0 ? 0 : Math.sqrt(squares / values.length);
    }

    private static LikelihoodModel bundled() {
        Map<String, List<double[]>> read = new LinkedHashMap<>();
        Map<String, String> head = new TreeMap<>();
        for (String name : List.of("weights.csv", "copies.csv")) {
            for (String line : lines(name)) {
                if (line.startsWith("#")) {
                    int colon = line.indexOf(':');
                    head.put(
                            line.substring(1, colon).strip(),
                            line.substring(colon + 1).strip());
                } else if (!line.startsWith("scale,")) {
                    String[] cells = line.split(",", -1);
                    double[] numbers = new double[CAUSES.length];
                    for (int c = 0; c < numbers.length; c++) {
                        numbers[c] = Double.parseDouble(cells[2 + c]);
                    }
                    read.computeIfAbsent(key(cells[0], cells[1]), k -> new ArrayList<>())
                            .add(numbers);
                }
            }
        }
        Map<String, double[][]> weights = new TreeMap<>();
        read.forEach((key, rows) -> weights.put(key, rows.toArray(double[][]::new)));
        return new LikelihoodModel(
                head.getOrDefault("version", "none"),
                Double.parseDouble(head.getOrDefault("slope", "1")),
                Double.parseDouble(head.getOrDefault("cap-for", "0")),
                Double.parseDouble(head.getOrDefault("cap-against", "0")),
                weights);
    }

    private static List<String> lines(String name) {
        try (InputStream in = LikelihoodModel.class.getResourceAsStream("/floodmark/likelihood/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its file " + name);
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
