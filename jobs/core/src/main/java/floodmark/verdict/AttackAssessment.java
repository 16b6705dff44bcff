package floodmark.verdict;

import floodmark.claim.Statement;
import floodmark.claim.Vantage;
import floodmark.evidence.Answer;
import floodmark.evidence.Context;
import floodmark.evidence.Departure;
import floodmark.evidence.Evidence;
import floodmark.evidence.Finding;
import floodmark.evidence.Question;
import floodmark.evidence.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The four questions about an attack, answered apart: was a flood present, was it as large as said, could it have denied
 * the service, did it come before the trouble.
 *
 * <p>Without a known kind of flood nothing is called an attack, however large the excess: a crowd, a backup or a moved
 * service are excesses too. Counts hold no makeup, so on counts alone an attack is never supported.
 *
 * @param present whether a flood was there, whatever its size
 * @param presentWhy the reason
 * @param size whether it had the claimed size, or the subject's usual volume where no size is claimed
 * @param sizeWhy the reason; empty if it adds nothing
 * @param sufficient whether it could fill the declared capacity
 * @param before whether it began before the trouble
 * @param evidence names of the rows that the answers rest on
 */
record AttackAssessment(
        Finding present,
        String presentWhy,
        String presentRule,
        Finding size,
        String sizeWhy,
        Finding sufficient,
        Finding before,
        List<String> evidence) {

    private static final double ENOUGH_POWER = 0.8;
    private static final double ENOUGH_COVERAGE = 0.95;
    /** Less than this part of the capacity cannot deny a service by volume. */
    private static final double INSUFFICIENT = 0.1;

    /** Judges for one statement, or, with null, for the case as a whole. */
    static AttackAssessment of(Weighed weighed, @Nullable Statement statement) {
        Context context = weighed.context();
        List<String> evidence = new ArrayList<>();
        Part present = weighed.ratios() == null ? present(context) : present(context, weighed.ratios());
        evidence.addAll(present.evidence);
        Part size = size(context, statement, present);
        evidence.addAll(size.evidence);
        return new AttackAssessment(
                present.finding,
                present.why,
                present.rule,
                size.finding,
                size.why,
                sufficient(context, present.finding),
                before(context, present.finding),
                evidence.stream().distinct().sorted().toList());
    }

    /** The answer to "attack" itself: presence, or size where a size is claimed. */
    Finding attack() {
        // Where a size is claimed it is the claimed size that must be shown or excluded, not a doubling.
        boolean claimed = !sizeWhy.isEmpty();
        if (claimed && (size == Finding.CONTRADICTED || present == Finding.CONTRADICTED)) {
            return size;
        }
        return present == Finding.SUPPORTED ? size : present;
    }

    private record Part(Finding finding, String why, String rule, List<String> evidence) {}

    private static Part part(Finding finding, String rule, String says, Answer... answers) {
        StringBuilder why = new StringBuilder(says);
        List<String> evidence = new ArrayList<>();
        for (int i = 0; i < answers.length; i++) {
            why.append(i == 0 ? ": " : "; ").append(answers[i].words());
            evidence.addAll(answers[i].evidence());
        }
        return new Part(finding, why.toString(), rule, evidence);
    }

    /** By weight of all evidence; what a vantage could not show stays unseen, however the rest weighs. */
    private static Part present(Context context, Ratios ratios) {
        Part byRules = present(context);
        return switch (Judge.attackFinding(ratios.attack(), byRules.finding)) {
            case SUPPORTED -> weighedPart(Finding.SUPPORTED, "ATTACK-RATIO-FOR-2", context, ratios);
            case CONTRADICTED -> weighedPart(Finding.CONTRADICTED, "ATTACK-RATIO-AGAINST-2", context, ratios);
            case UNDECIDED -> weighedPart(Finding.UNDECIDED, "ATTACK-RATIO-OPEN-1", context, ratios);
            default -> byRules;
        };
    }

    private static Part weighedPart(Finding finding, String rule, Context context, Ratios ratios) {
        Part part = part(
                finding,
                rule,
                Weight.words(ratios.attack(), "an attack"),
                context.answer(Question.EXCESS),
                context.answer(Question.FLOOD_SIGNATURE));
        part.evidence.addAll(Weight.rows(ratios, finding));
        return part;
    }

    private static Part present(Context context) {
        Answer excess = context.answer(Question.EXCESS);
        Answer loss = context.answer(Question.LOSS);
        Answer signature = context.answer(Question.FLOOD_SIGNATURE);
        double covered =
                context.main().map(d -> d.signal().coverage(context.trouble())).orElse(0.0);
        if (context.data().vantage().place() == Vantage.Place.TELESCOPE) {
            Answer backscatter = context.answer(Question.BACKSCATTER);
            if (backscatter.yes()) {
                return part(
                        Finding.SUPPORTED,
                        "ATTACK-BACKSCATTER-1",
                        "it answered senders that had not asked, which is what a flood from forged addresses leaves",
                        backscatter);
            }
            return part(
                    Finding.NOT_VISIBLE,
                    "ATTACK-TELESCOPE-2",
                    "a telescope sees floods from forged addresses only, and none too small for it; a capture at the subject's edge would show"
                            + " the others",
                    backscatter);
        }
        if (signature.yes() && (excess.yes() || excess.finding() == Finding.NOT_TESTED)) {
            return excess.yes()
                    ? part(
                            Finding.SUPPORTED,
                            "ATTACK-EXCESS-AND-SIGNATURE-1",
                            "more than usual came, of a kind of flood",
                            excess,
                            signature)
                    : part(
                            Finding.SUPPORTED,
                            "ATTACK-SIGNATURE-ALONE-1",
                            "judged by makeup and senders, for want of a baseline",
                            signature);
        }
        if (covered < 0.5) {
            return part(
                    Finding.NOT_VISIBLE,
                    "ATTACK-UNCOVERED-1",
                    "the captures cover " + Words.percent(covered)
                            + " of the trouble window; flow records of that window would show it");
        }
        if (signature.yes()) {
            return part(
                    Finding.UNDECIDED,
                    "ATTACK-SIGNATURE-NO-EXCESS-1",
                    "the makeup is that of a flood, but no excess over the subject's history is established",
                    signature,
                    excess);
        }
        if (context.data().counts() && loss.yes() && !Judge.arrivalsMeasured(context)) {
            return part(
                    Finding.UNDECIDED,
                    "ATTACK-SERVED-LOSS-1",
                    "what was served fell, and a log of what was served cannot hold what kept it from being served; "
                            + "flow records at the subject's edge would",
                    loss);
        }
        if (!excess.yes() && covered < ENOUGH_COVERAGE) {
            return part(
                    Finding.NOT_VISIBLE,
                    "ATTACK-PARTLY-COVERED-2",
                    "no excess is established in the part that is covered, but " + Words.percent(1 - covered)
                            + " of the window is not",
                    excess);
        }
        if (excess.no() && context.signals().inbound().isEmpty()) {
            return part(
                    Finding.NOT_VISIBLE,
                    "ATTACK-SERVED-ONLY-1",
                    "no more than usual was served, but the captures hold only what was served; flow records at the subject's "
                            + "edge would show what was not",
                    excess);
        }
        if (excess.no() && !traffic(context)) {
            return part(
                    Finding.NOT_VISIBLE,
                    "ATTACK-NO-TRAFFIC-1",
                    "what was counted is not traffic, so a flood need not show in it; flow records would show it",
                    excess);
        }
        if (excess.no()) {
            return part(
                    Finding.CONTRADICTED,
                    "ATTACK-NO-EXCESS-1",
                    "no excess, and one of the claimed size would have been seen",
                    excess);
        }
        if (excess.finding() == Finding.NOT_VISIBLE) {
            return part(
                    Finding.NOT_VISIBLE, "ATTACK-NOT-VISIBLE-1", "this history is too short or too restless", excess);
        }
        if (excess.yes() && context.data().counts()) {
            return part(
                    Finding.UNDECIDED,
                    "ATTACK-COUNTS-1",
                    "more than usual came, and counts cannot tell a flood from a crowd; flow records would",
                    excess);
        }
        if (excess.yes()) {
            return part(
                    Finding.UNDECIDED,
                    "ATTACK-EXCESS-ONLY-1",
                    "more than usual came, not of a kind that only a flood has",
                    excess,
                    signature);
        }
        return part(Finding.UNDECIDED, "ATTACK-OPEN-1", "neither volume nor makeup settles it", excess, signature);
    }

    /** True if what decides counts something that a flood consists of. */
    private static boolean traffic(Context context) {
        return context.deciding(false).stream()
                .map(d -> d.signal().metric())
                .anyMatch(m -> m.equals("bps")
                        || m.equals("pps")
                        || m.equals("flows")
                        || m.startsWith("requests")
                        || m.startsWith("queries"));
    }

    private static Optional<Evidence> wholeInbound(Context context, String metric) {
        return context.rows().stream()
                .filter(r -> r.name().equals("visibility.whole-inbound") && metric.equals(r.metric()))
                .findFirst();
    }

    private static Part size(Context context, @Nullable Statement statement, Part present) {
        Vantage vantage = context.data().vantage();
        boolean covered = context.main()
                .map(d -> d.signal().coverage(context.trouble()) >= ENOUGH_COVERAGE)
                .orElse(false);
        Finding worst = Finding.SUPPORTED;
        List<String> evidence = new ArrayList<>();
        StringBuilder why = new StringBuilder();
        boolean claimed = false;
        for (String metric : List.of("bps", "pps")) {
            Double size = statement == null ? largestClaim(context, metric) : Context.claimedBy(statement, metric);
            if (size == null) {
                continue;
            }
            claimed = true;
            if (vantage.place() == Vantage.Place.TELESCOPE) {
                worst = worse(worst, Finding.NOT_VISIBLE);
                why.append("; a telescope does not carry what reached the subject, so it measures no size of ")
                        .append(metric);
                continue;
            }
            Departure d = context.subject(metric).orElse(null);
            if (d == null || Double.isNaN(d.observed())) {
                worst = worse(worst, Finding.NOT_VISIBLE);
                why.append("; the captures do not measure ").append(metric);
                continue;
            }
            double most = wholeInbound(context, metric).map(Evidence::statistic).orElse(Double.NaN);
            evidence.add("visibility.whole-inbound");
            String unit = d.signal().unit();
            if (covered && most < size) {
                worst = worse(worst, Finding.CONTRADICTED);
                why.append("; all that reached the subject was at most ")
                        .append(Words.size(most, unit))
                        .append(" against ")
                        .append(Words.size(size, unit))
                        .append(" claimed");
            } else if (covered
                    && context.atSubject(d).power(size) >= ENOUGH_POWER
                    && context.atSubject(d).upperBound(d.observed()) < size) {
                worst = worse(worst, Finding.CONTRADICTED);
                evidence.add("volume." + d.method().test());
                why.append("; at most ")
                        .append(Words.size(context.atSubject(d).upperBound(d.observed()), unit))
                        .append(" above the usual could have hidden, against ")
                        .append(Words.size(size, unit))
                        .append(" claimed");
            } else if (present.finding == Finding.SUPPORTED && floodPeak(context, d) / vantage.shareHigh() >= size) {
                why.append("; the flood reached ")
                        .append(Words.size(floodPeak(context, d) / vantage.shareHigh(), unit))
                        .append(" against ")
                        .append(Words.size(size, unit))
                        .append(" claimed");
            } else if (context.atSubject(d).known() && context.atSubject(d).power(size) < ENOUGH_POWER) {
                worst = worse(worst, Finding.NOT_VISIBLE);
                why.append("; a flood of ")
                        .append(Words.size(size, unit))
                        .append(" would have been seen with a probability below .8");
            } else {
                worst = worse(worst, Finding.UNDECIDED);
                why.append("; the claimed ").append(Words.size(size, unit)).append(" is neither reached nor excluded");
            }
        }
        if (!claimed) {
            return new Part(present.finding, "", present.rule, List.of());
        }
        return new Part(worst, why.substring(2), "ATTACK-SIZE-1", evidence);
    }

    /** A contradicted part contradicts the whole claim; else the least certain part rules. */
    private static Finding worse(Finding a, Finding b) {
        List<Finding> order = List.of(Finding.CONTRADICTED, Finding.NOT_VISIBLE, Finding.UNDECIDED, Finding.SUPPORTED);
        return order.indexOf(a) <= order.indexOf(b) ? a : b;
    }

    private static @Nullable Double largestClaim(Context context, String metric) {
        Double largest = null;
        for (Statement s : context.data().theCase().statements()) {
            Double size = Context.claimedBy(s, metric);
            if (size != null && (largest == null || size > largest)) {
                largest = size;
            }
        }
        return largest;
    }

    /**
     * What the largest bin holds at least of the kind of flood that was found: its share of the service's window on average, or
     * the bin less all of the window that is not of that kind, whichever is more.
     */
    private static double floodPeak(Context context, Departure d) {
        String metric = d.signal().metric();
        Evidence found = context.rows().stream()
                .filter(r -> r.family().equals("makeup")
                        && r.finding() == Finding.SUPPORTED
                        && (metric.equals("bps") ? "byte-share" : "packet-share").equals(r.metric()))
                .findFirst()
                .orElse(null);
        if (found == null) {
            return 0;
        }
        Departure hit = context.services().stream()
                .filter(s -> s.signal().service().equals(found.service())
                        && s.signal().metric().equals(metric))
                .findFirst()
                .orElse(d);
        double[] bins = hit.signal().covered(context.trouble());
        double mean = hit.signal().mean(context.trouble());
        double other = (1 - found.observed()) * mean * bins.length;
        return Math.max(found.observed() * mean, hit.signal().peak(context.trouble()) - other);
    }

    /** A flood that fills tables of half-open connections denies a service without filling its link. */
    private static boolean exhaustsState(Context context) {
        return context.rows().stream()
                .anyMatch(r -> r.name().equals("makeup.syn-flood") && r.finding() == Finding.SUPPORTED);
    }

    private static Finding sufficient(Context context, Finding present) {
        if (context.data().vantage().place() == Vantage.Place.TELESCOPE) {
            return Finding.NOT_VISIBLE;
        }
        if (present == Finding.CONTRADICTED) {
            return Finding.CONTRADICTED;
        }
        Long capacity = context.data().theCase().subject().capacityBps();
        Departure d = context.subject("bps").orElse(null);
        if (capacity == null || d == null || Double.isNaN(d.observed())) {
            return Finding.NOT_VISIBLE;
        }
        Vantage vantage = context.data().vantage();
        double flood = present == Finding.SUPPORTED ? floodPeak(context, d) / vantage.shareHigh() : 0;
        double most = wholeInbound(context, "bps").map(Evidence::statistic).orElse(Double.NaN);
        boolean covered = d.signal().coverage(context.trouble()) >= ENOUGH_COVERAGE;
        if (flood >= ENOUGH_COVERAGE * capacity) {
            return Finding.SUPPORTED;
        }
        if (!covered) {
            return Finding.NOT_VISIBLE;
        }
        return most < INSUFFICIENT * capacity && !exhaustsState(context) ? Finding.CONTRADICTED : Finding.UNDECIDED;
    }

    private static Finding before(Context context, Finding present) {
        Evidence onset = context.rows().stream()
                .filter(r -> r.name().equals("timeline.onset"))
                .findFirst()
                .orElse(null);
        // A fall is the trouble's onset, not a flood's.
        if (context.data().vantage().place() == Vantage.Place.TELESCOPE
                || present != Finding.SUPPORTED
                || onset == null
                || onset.finding() != Finding.SUPPORTED
                || !(onset.effect() > 0)) {
            return Finding.NOT_VISIBLE;
        }
        double start = context.trouble().startNanos() / 1e9;
        if (onset.expectedHigh() <= start) {
            return Finding.SUPPORTED;
        }
        return onset.expectedLow() > start ? Finding.CONTRADICTED : Finding.UNDECIDED;
    }
}
