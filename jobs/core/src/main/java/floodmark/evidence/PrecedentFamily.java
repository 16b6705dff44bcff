package floodmark.evidence;

import java.util.ArrayList;
import java.util.List;

/**
 * Whose signature does it resemble? Compares what both cases were graded on: the mean distance over the scales that both have, where
 * neighbouring levels of a number are closer than far ones. A description of likeness; it says nothing about a common cause.
 */
public final class PrecedentFamily implements Family {
    /** Fewer facts in common show no likeness. */
    private static final int FEWEST = 12;

    /** Conventions: of two incidents of one mechanism most lie below the first, of two explanations most above the second. */
    private static final double ALIKE = 0.15;

    private static final double UNLIKE = 0.3;

    @Override
    public String id() {
        return "precedent";
    }

    @Override
    public String question() {
        return "whose signature does it resemble?";
    }

    @Override
    public void evaluate(Context context) {
        List<Precedent> precedents = context.data().precedents();
        if (precedents.isEmpty()) {
            context.add(Evidence.notTested(
                            id(),
                            "signature-distance",
                            "no statement of the case names an earlier result to compare with")
                    .bearsOn("like"));
        }
        precedents.forEach(precedent -> context.add(compare(context, precedent)));
    }

    private Evidence compare(Context context, Precedent precedent) {
        List<String> apart = new ArrayList<>();
        double sum = 0;
        int shared = 0;
        for (Grade grade : context.grades()) {
            Scale scale = grade.scale();
            int other = scale.levels().indexOf(precedent.levels().getOrDefault(scale.name(), ""));
            if (other < 0) {
                continue;
            }
            shared++;
            double distance = scale.cuts().isEmpty()
                    ? other == grade.level() ? 0 : 1
                    : Math.abs(other - grade.level()) / (double) scale.cuts().size();
            sum += distance;
            if (distance > UNLIKE) {
                apart.add(scale.name());
            }
        }
        double distance = shared == 0 ? Double.NaN : sum / shared;
        boolean enough = shared >= FEWEST;
        return Evidence.of(id(), "signature-distance")
                .window(context.trouble())
                .metric("signature-distance", "1")
                .observed(distance)
                .expected(Double.NaN, 0, ALIKE)
                .sampleSize(shared)
                .bearsOn("like")
                .finding(
                        !enough
                                ? Finding.NOT_TESTED
                                : distance <= ALIKE
                                        ? Finding.SUPPORTED
                                        : distance >= UNLIKE ? Finding.CONTRADICTED : Finding.UNDECIDED)
                .method(
                        "mean distance of the levels that both cases were graded with (0 the same, 1 the opposite ends)",
                        "Gower 1971, Biometrics 27(4)")
                .note(precedent.statement() + ": "
                        + (enough
                                ? "against " + precedent.caseId() + " (" + precedent.explanation() + "), "
                                        + shared + " facts in common"
                                        + (apart.isEmpty() ? "" : "; far apart in " + String.join(", ", apart))
                                : "only " + shared + " facts in common with " + precedent.caseId() + "; needs "
                                        + FEWEST));
    }

    /** The row that compares for a statement. */
    public static boolean isFor(Evidence row, String statement) {
        return row.name().equals("precedent.signature-distance") && row.note().startsWith(statement + ": ");
    }
}
