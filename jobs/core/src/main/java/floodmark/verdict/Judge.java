package floodmark.verdict;

import floodmark.claim.Asserts;
import floodmark.claim.Statement;
import floodmark.claim.Vantage;
import floodmark.evidence.Context;
import floodmark.evidence.Departure;
import floodmark.evidence.Evidence;
import floodmark.evidence.Explanation;
import floodmark.evidence.Finding;
import floodmark.evidence.Grade;
import floodmark.evidence.PrecedentFamily;
import floodmark.evidence.Question;
import floodmark.evidence.Words;
import floodmark.verdict.Verdict.Attack;
import floodmark.verdict.Verdict.Input;
import floodmark.verdict.Verdict.StatementFinding;
import floodmark.verdict.Verdict.Visibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns a case's evidence into its verdict. */
public final class Judge {
    /** Version of the rules that are registered. */
    public static final String RULES = Rules.VERSION;

    private static final double POWER = 0.95;

    private Judge() {}

    /**
     * @param context a case whose families have been evaluated
     * @param exploratory whether the run departs from the case as written
     * @param inputs what was read
     */
    public static Verdict judge(Context context, boolean exploratory, List<Input> inputs) {
        return judge(context, exploratory, inputs, LikelihoodModel.BUNDLED);
    }

    /** The same with another model. */
    static Verdict judge(Context evidence, boolean exploratory, List<Input> inputs, LikelihoodModel model) {
        Ratios ratios = model.weigh(evidence);
        if (ratios != null) {
            ratios.parts().forEach(part -> part.grade().row().weighs(part.attack()));
        }
        Weighed context = new Weighed(evidence, ratios);
        AttackAssessment attack = AttackAssessment.of(context, null);
        Explanation explanation = explanation(context, attack);
        List<StatementFinding> statements = context.data().theCase().statements().stream()
                .map(s -> finding(context, s))
                .toList();
        List<String> problems = context.rows().stream()
                .filter(r -> r.family().equals("telemetry") && r.finding() == Finding.CONTRADICTED)
                .map(Evidence::note)
                .toList();
        return new Verdict(
                context.data().theCase().id(),
                context.data().theCase().sha256(),
                exploratory,
                explanation,
                also(context, attack, explanation),
                new Attack(attack.present(), attack.size(), attack.sufficient(), attack.before()),
                statements,
                visibility(evidence),
                problems.isEmpty(),
                problems,
                Rules.VERSION,
                context.ratios(),
                signature(evidence),
                inputs);
    }

    /**
     * What a statement that claims an attack of no size is answered with.
     *
     * @param byRules what the named rules alone find
     */
    public static Finding attackFinding(Ratios.Estimate attack, Finding byRules) {
        if (attack.supports()) {
            return Finding.SUPPORTED;
        }
        if (byRules == Finding.NOT_VISIBLE) {
            return Finding.NOT_VISIBLE;
        }
        return attack.contradicts() ? Finding.CONTRADICTED : Finding.UNDECIDED;
    }

    /** What the named rules alone find about the presence of a flood: what a fit needs besides the grades. */
    public static Finding presentByRules(Context context) {
        return AttackAssessment.of(new Weighed(context, null), null).present();
    }

    /** What the case was graded with, for later cases to compare with. */
    private static SortedMap<String, String> signature(Context evidence) {
        SortedMap<String, String> signature = new TreeMap<>();
        for (Grade grade : evidence.grades()) {
            signature.put(grade.scale().name(), grade.words());
        }
        return signature;
    }

    private static StatementFinding finding(Weighed context, Statement statement) {
        Rule rule = Rules.answering(context, statement);
        switch (statement.asserts()) {
            case ATTACK, ATTACK_CAUSED_TROUBLE, NO_ATTACK -> {
                AttackAssessment a =
                        AttackAssessment.of(context, statement.asserts() == Asserts.NO_ATTACK ? null : statement);
                return new StatementFinding(
                        statement, rule.finding(), attackWhy(a, statement.asserts()), rule.id(), a.evidence());
            }
            case ONSET, RECOVERY -> {
                String name = statement.asserts() == Asserts.ONSET ? "timeline.onset" : "timeline.recovery";
                Evidence row = Rules.row(context, name);
                String why = row == null ? rule.says() : rule.says() + ": " + row.note();
                return new StatementFinding(statement, rule.finding(), sentence(why), rule.id(), List.of(name));
            }
            case LIKE -> {
                String measured = context.rows().stream()
                        .filter(r -> PrecedentFamily.isFor(r, statement.id()))
                        .map(r -> ": " + r.note().substring(statement.id().length() + 2))
                        .findFirst()
                        .orElse("");
                return new StatementFinding(
                        statement,
                        rule.finding(),
                        sentence(rule.says() + measured),
                        rule.id(),
                        List.of("precedent.signature-distance"));
            }
            default -> {
                if (rule.says().isEmpty()) {
                    return byRatio(context, statement, rule);
                }
                return new StatementFinding(
                        statement,
                        rule.finding(),
                        sentence(rule.why(context)),
                        rule.id(),
                        rule.evidence(context, List.of()));
            }
        }
    }

    /** A statement that a ratio answers. */
    private static StatementFinding byRatio(Weighed context, Statement statement, Rule rule) {
        Ratios ratios = Objects.requireNonNull(context.ratios());
        Explanation explanation = explanationOf(statement.asserts());
        return new StatementFinding(
                statement,
                rule.finding(),
                sentence(Weight.words(ratios.of(explanation), Weight.name(explanation))),
                rule.id(),
                Weight.rows(ratios, explanation));
    }

    private static Explanation explanationOf(Asserts kind) {
        return switch (kind) {
            case FLASH_CROWD -> Explanation.FLASH_CROWD;
            case SERVICE_FAILURE -> Explanation.SERVICE_FAILURE;
            case NETWORK_EVENT -> Explanation.NETWORK_EVENT;
            default -> throw new IllegalStateException("no ratio answers " + kind);
        };
    }

    private static String attackWhy(AttackAssessment a, Asserts kind) {
        boolean bySize = a.size() == Finding.CONTRADICTED && !a.sizeWhy().isEmpty();
        String why =
                bySize ? a.sizeWhy() : a.sizeWhy().isEmpty() ? a.presentWhy() : a.presentWhy() + "; " + a.sizeWhy();
        if (kind == Asserts.ATTACK_CAUSED_TROUBLE) {
            why += "; sufficient: " + a.sufficient().words() + ", before the trouble: "
                    + a.before().words();
            if (a.sufficient() == Finding.NOT_VISIBLE) {
                why += " (capacity_bps in the case would show whether it sufficed)";
            }
        }
        return sentence(why);
    }

    private static String sentence(String clause) {
        if (clause.isEmpty()) {
            return clause;
        }
        return Character.toUpperCase(clause.charAt(0)) + clause.substring(1) + ".";
    }

    /** True if the captures count what arrived at the subject, answered or not. */
    static boolean arrivalsMeasured(Context context) {
        if (!context.data().counts()) {
            return true;
        }
        return context.signals().inbound().stream()
                .anyMatch(s -> s.direction() > 0
                        && (s.metric().equals("bps")
                                || s.metric().equals("pps")
                                || s.metric().equals("flows")));
    }

    private static Explanation explanation(Weighed context, AttackAssessment attack) {
        if (context.ratios() != null) {
            return byRatio(context.ratios(), attack);
        }
        if (attack.present() == Finding.SUPPORTED
                && attack.attack() == Finding.SUPPORTED
                && attack.sufficient() != Finding.CONTRADICTED) {
            return Explanation.ATTACK;
        }
        if (supported(context, Asserts.NETWORK_EVENT)) {
            return Explanation.NETWORK_EVENT;
        }
        if (supported(context, Asserts.FLASH_CROWD)) {
            return Explanation.FLASH_CROWD;
        }
        if (supported(context, Asserts.SERVICE_FAILURE)) {
            return Explanation.SERVICE_FAILURE;
        }
        return ordinary(context) ? Explanation.NOTHING_UNUSUAL : Explanation.UNDETERMINED;
    }

    /**
     * The explanation with the largest ratio, if that is supported. A flood that could not have denied the service, or that came after
     * the trouble, accounts for nothing: then the others are asked.
     */
    private static Explanation byRatio(Ratios ratios, AttackAssessment attack) {
        Explanation most = Explanation.UNDETERMINED;
        double largest = Double.NEGATIVE_INFINITY;
        boolean insufficient = attack.present() == Finding.SUPPORTED
                && (attack.sufficient() == Finding.CONTRADICTED || attack.before() == Finding.CONTRADICTED);
        for (Explanation explanation : LikelihoodModel.explanations()) {
            double value = ratios.of(explanation).value();
            if (value > largest && !(insufficient && explanation == Explanation.ATTACK)) {
                most = explanation;
                largest = value;
            }
        }
        return most != Explanation.UNDETERMINED && ratios.of(most).supports() ? most : Explanation.UNDETERMINED;
    }

    /** Covered, tested, and within what the subject's own history expects in every deciding metric. */
    private static boolean ordinary(Weighed weighed) {
        Context context = weighed.context();
        List<Departure> deciding = new ArrayList<>(context.deciding(false));
        deciding.addAll(context.deciding(true));
        return !deciding.isEmpty()
                && context.data().vantage().place() != Vantage.Place.TELESCOPE
                && !context.answer(Question.EXCESS).yes()
                && !context.answer(Question.LOSS).yes()
                && !context.answer(Question.FLOOD_SIGNATURE).yes()
                && deciding.stream()
                        .allMatch(d -> !d.refused()
                                && d.signal().coverage(context.trouble()) >= 0.95
                                && d.more().pValue() > context.alpha()
                                && d.less().pValue() > context.alpha());
    }

    private static boolean supported(Weighed context, Asserts kind) {
        return Rules.answering(context, Statement.implied(kind)).finding() == Finding.SUPPORTED;
    }

    private static List<Explanation> also(Weighed context, AttackAssessment attack, Explanation explanation) {
        List<Explanation> also = new ArrayList<>();
        if (attack.present() == Finding.SUPPORTED && explanation != Explanation.ATTACK) {
            also.add(Explanation.ATTACK);
        }
        if (explanation == Explanation.FLASH_CROWD
                && context.answer(Question.LOSS).yes()) {
            also.add(Explanation.SERVICE_FAILURE);
        }
        return also;
    }

    private static Visibility visibility(Context context) {
        Departure bps = context.subject("bps").orElse(null);
        Departure pps = context.subject("pps").orElse(null);
        Departure any = bps != null ? bps : pps != null ? pps : context.main().orElse(null);
        String reason;
        if (any == null) {
            reason = "the captures hold nothing about the subject";
        } else if (any.visibility() == null) {
            reason = "there is no usable history: " + any.more().refusal();
        } else if (Double.isNaN(any.observed())) {
            reason = "the captures do not cover the trouble window";
        } else {
            reason = bps == null && pps == null ? inOwnUnit(context, any) : "";
        }
        return new Visibility(
                smallest(context, bps),
                smallest(context, pps),
                POWER,
                bound(context, bps),
                bound(context, pps),
                telescope(context),
                reason);
    }

    /** The smallest flood from forged senders that a telescope would have seen, in packets a second at the subject. */
    private static @Nullable Double telescope(Context context) {
        return context.rows().stream()
                .filter(r -> r.name().equals("backscatter.smallest-visible"))
                .map(r -> finite(r.smallestVisible()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Counts have no bit/s or packet/s, but what could have been seen of them is known in their own unit. */
    private static String inOwnUnit(Context context, Departure d) {
        String unit = d.signal().unit();
        if (d.signal().metric().endsWith("-out")) {
            return "the captures hold what was sent and served, from which no size of a flood that came in can be told";
        }
        double smallest = context.atSubject(d).smallestVisible(POWER);
        return "counted in " + d.signal().metric() + ": "
                + (Double.isNaN(smallest)
                        ? "no size would have been seen with probability .95"
                        : Words.size(smallest, unit) + " more than usual would have been seen with probability .95")
                + ", at most " + Words.size(context.atSubject(d).upperBound(d.observed()), unit)
                + " could have hidden";
    }

    private static @Nullable Double smallest(Context context, @Nullable Departure d) {
        return d == null ? null : finite(context.atSubject(d).smallestVisible(POWER));
    }

    private static @Nullable Double bound(Context context, @Nullable Departure d) {
        return d == null ? null : finite(context.atSubject(d).upperBound(d.observed()));
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
