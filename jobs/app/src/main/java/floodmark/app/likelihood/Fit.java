package floodmark.app.likelihood;

import floodmark.evidence.Explanation;
import floodmark.evidence.Scale;
import floodmark.stats.ratio.CrossValidation;
import floodmark.stats.ratio.Indicators;
import floodmark.stats.ratio.Multinomial;
import floodmark.stats.ratio.Temperature;
import floodmark.verdict.Cause;
import floodmark.verdict.LikelihoodModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A model fitted on a corpus.
 *
 * @param incidents that the fit saw, in the order of {@code heldOut}
 * @param lambda penalty, chosen by cross-validation
 * @param slope that held-out likelihoods are shrunk by
 * @param weights by key of the level: the estimate, then bootstrap copies; rounded as written
 * @param counts incidents of each cause with that level
 * @param heldOut log-likelihoods of each incident by a fit that did not see it, before the slope
 */
record Fit(
        List<Measured> incidents,
        double lambda,
        double slope,
        Map<String, double[][]> weights,
        Map<String, int[]> counts,
        double[][] heldOut) {
    private static final double[] PENALTIES = {1, 3, 6, 10, 18, 30};
    private static final int FOLDS = 5;
    private static final int COPIES = 16;
    /**
     * What part of the attacks is made to be mistaken for users. A convention: it decides how far a crowd can speak against an
     * attack, and stands for the admission that some floods cannot be told from users.
     */
    private static final double MIMICRY = 0.12;

    /** A flood below this part of the usual traffic is none of the size that is asked about. */
    private static final double SMALL = 0.5;

    /** Decimals of a weight, natural logarithm. */
    private static final double ROUND = 1000;

    /**
     * The cause of an incident, or null where it teaches nothing about a flood of the size that is asked about: one of less than
     * half of the usual traffic that denied nothing, or a small one beside another cause; or one of which no history was seen,
     * where the model does not apply.
     */
    static @Nullable Cause cause(Measured m) {
        if (!m.hasHistory()) {
            return null;
        }
        if (m.truth().explanation() == Explanation.ATTACK) {
            if (m.truth().doubling() < SMALL
                    && m.truth().also().isEmpty()
                    && !m.truth().mimicry()) {
                return null;
            }
            return m.truth().also().isEmpty() ? Cause.ATTACK_ALONE : Cause.ATTACK_WITH_COMPANY;
        }
        if (m.truth().attack()) {
            return m.truth().doubling() >= 1 ? Cause.ATTACK_WITH_COMPANY : null;
        }
        return switch (m.truth().explanation()) {
            case FLASH_CROWD -> Cause.FLASH_CROWD;
            case SERVICE_FAILURE -> Cause.SERVICE_FAILURE;
            case NETWORK_EVENT -> Cause.NETWORK_EVENT;
            case NOTHING_UNUSUAL -> Cause.NOTHING_UNUSUAL;
            default -> null;
        };
    }

    static Fit of(List<Measured> corpus, long seed) {
        List<Measured> incidents = corpus.stream().filter(m -> cause(m) != null).toList();
        int[][] levels = incidents.stream().map(Measured::levels).toArray(int[][]::new);
        int[] classes = incidents.stream()
                .mapToInt(m -> Objects.requireNonNull(cause(m)).ordinal())
                .toArray();
        int[] sizes = Measured.SCALES.stream().mapToInt(s -> s.levels().size()).toArray();
        boolean[] ordered = new boolean[sizes.length];
        for (int s = 0; s < ordered.length; s++) {
            ordered[s] = !Measured.SCALES.get(s).cuts().isEmpty();
        }
        Indicators indicators =
                new Indicators(levels, classes, weights(incidents, classes), sizes, ordered, Cause.values().length);
        CrossValidation validation = CrossValidation.of(indicators, PENALTIES, indicators.folds(FOLDS, seed));
        double slope = Temperature.slope(validation.heldOut(), indicators);
        List<Multinomial> fits = new ArrayList<>();
        fits.add(Multinomial.fit(indicators, validation.lambda()));
        fits.addAll(Multinomial.bootstrap(indicators, validation.lambda(), COPIES, seed));
        Map<String, double[][]> weights = new TreeMap<>();
        Map<String, int[]> counts = new TreeMap<>();
        for (int s = 0; s < sizes.length; s++) {
            Scale scale = Measured.SCALES.get(s);
            for (int level = 0; level < sizes[s]; level++) {
                String key = LikelihoodModel.key(scale.name(), scale.levels().get(level));
                double[][] rows = new double[fits.size()][];
                for (int copy = 0; copy < rows.length; copy++) {
                    rows[copy] = rounded(fits.get(copy).coefficients()[s][level]);
                }
                weights.put(key, rows);
                counts.put(key, count(levels, classes, s, level));
            }
        }
        return new Fit(incidents, validation.lambda(), slope, weights, counts, validation.heldOut());
    }

    LikelihoodModel model(String version, double capFor, double capAgainst) {
        return new LikelihoodModel(version, slope, capFor, capAgainst, weights);
    }

    /** Every cause weighs the same; within attacks mimicry weighs {@link #MIMICRY}, whatever its number in the corpus. */
    private static double[] weights(List<Measured> incidents, int[] classes) {
        double[] weights = new double[classes.length];
        for (Cause cause : Cause.values()) {
            int of = 0;
            int mimics = 0;
            for (int i = 0; i < classes.length; i++) {
                if (classes[i] == cause.ordinal()) {
                    of++;
                    mimics += incidents.get(i).truth().mimicry() ? 1 : 0;
                }
            }
            for (int i = 0; i < classes.length; i++) {
                if (classes[i] == cause.ordinal()) {
                    boolean mimic = incidents.get(i).truth().mimicry();
                    boolean mixed = mimics > 0 && mimics < of;
                    weights[i] = !mixed ? 1.0 / of : mimic ? MIMICRY / mimics : (1 - MIMICRY) / (of - mimics);
                }
            }
        }
        return weights;
    }

    private static int[] count(int[][] levels, int[] classes, int scale, int level) {
        int[] count = new int[Cause.values().length];
        for (int i = 0; i < classes.length; i++) {
            count[classes[i]] += levels[i][scale] == level ? 1 : 0;
        }
        return count;
    }

    private static double[] rounded(double[] values) {
        return Arrays.stream(values)
                .map(v -> Math.rint(v * ROUND) / ROUND + 0.0)
                .toArray();
    }
}
