package floodmark.evidence;

import floodmark.claim.Statement;
import floodmark.claim.Vantage;
import floodmark.model.DestinationSeries;
import floodmark.model.Window;
import floodmark.stats.Backscatter;
import floodmark.stats.SamplingError.Estimate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Did the subject answer spoofed senders? Only a telescope, where nobody lives, can show that. What the subject sends there
 * counts if it is an answer: SYN-ACK, RST, and ICMP replies and errors, flow by flow.
 *
 * <p>Silence proves little: a flood whose senders are not forged, or not uniformly, or that the subject does not answer, leaves
 * nothing at a telescope.
 */
final class BackscatterFamily implements Family {
    private static final String RULE = "telescope-rule";
    private static final String SOURCE = "Moore et al. 2006, ACM TOCS 24(2); thresholds of the Corsaro software";
    private static final double POWER = 0.95;
    private static final double ENOUGH_POWER = 0.8;
    private static final double NANOS = 1e9;

    @Override
    public String id() {
        return "backscatter";
    }

    @Override
    public String question() {
        return "did the subject answer spoofed senders?";
    }

    @Override
    public void evaluate(Context context) {
        CaseData data = context.data();
        if (data.vantage().place() != Vantage.Place.TELESCOPE) {
            refuse(context, "no capture comes from a telescope");
        } else if (data.counts()) {
            refuse(context, "counts do not tell answers from other packets");
        } else if (sampled(data)) {
            refuse(context, "packets were sampled: the rule counts every answer");
        } else if (covered(data, data.trouble()) < Backscatter.MIN_SECONDS) {
            refuse(context, "the capture covers less than a minute of the trouble");
        } else {
            judge(context);
        }
    }

    private void refuse(Context context, String why) {
        Evidence row = Evidence.notTested(id(), RULE, why).bearsOn("attack");
        context.add(row);
        context.answer(Question.BACKSCATTER, Finding.NOT_TESTED, why, row);
    }

    private static boolean sampled(CaseData data) {
        return data.ledger().stream().anyMatch(entry -> entry.what().equals("sampling-rate.max") && entry.count() > 1);
    }

    /** Seconds of a window that the captures cover. */
    private static double covered(CaseData data, Window window) {
        long nanos = 0;
        for (Window part : data.coverage()) {
            nanos += Math.max(
                    0, Math.min(part.endNanos(), window.endNanos()) - Math.max(part.startNanos(), window.startNanos()));
        }
        return nanos / NANOS;
    }

    /** The address that meets the rule with the most answers, or else the one with the most. */
    private static AnswersSeen densest(CaseData data, Window window) {
        return data.subject().stream()
                .map(DestinationSeries::destination)
                .distinct()
                .sorted()
                .map(address -> AnswersSeen.of(address, data.subject(), data.binNanos(), window))
                .max(Comparator.comparing(AnswersSeen::met)
                        .thenComparing(AnswersSeen::possible)
                        .thenComparingLong(AnswersSeen::packets)
                        .thenComparing(AnswersSeen::destination, Comparator.reverseOrder()))
                .orElse(new AnswersSeen("", 0, 0, 0, 0, 0));
    }

    /** All answers of the subject within windows. */
    private static long packets(CaseData data, List<Window> windows) {
        long packets = 0;
        for (DestinationSeries series : data.subject()) {
            for (int i = 0; i < series.size(); i++) {
                long start = series.bin()[i] * series.binNanos();
                if (windows.stream().anyMatch(w -> w.containsBin(start, series.binNanos()))) {
                    packets = Math.addExact(packets, series.kinds().answersOut().packets()[i]);
                }
            }
        }
        return packets;
    }

    /** Stretches of the baseline as long as the trouble and wholly covered, from the trouble backwards. */
    private static List<Window> stretches(CaseData data) {
        List<Window> stretches = new ArrayList<>();
        for (Window baseline : data.baseline()) {
            Window stretch = new Window(baseline.endNanos() - data.trouble().lengthNanos(), baseline.endNanos());
            while (stretch.startNanos() >= baseline.startNanos()) {
                if (covered(data, stretch) >= stretch.seconds()) {
                    stretches.add(stretch);
                }
                stretch = stretch.shifted(-data.trouble().lengthNanos());
            }
        }
        return stretches;
    }

    private void judge(Context context) {
        CaseData data = context.data();
        double seconds = covered(data, data.trouble());
        double binSeconds = data.binNanos() / NANOS;
        Long addresses = data.vantage().telescopeAddresses();
        long packets = packets(data, List.of(data.trouble()));
        Size size = addresses == null ? Size.UNKNOWN : Size.of(context, packets, seconds, binSeconds, addresses);
        List<Evidence> rows = new ArrayList<>();
        rows.add(rule(context, size));
        if (addresses == null) {
            String why = "the case does not say how many addresses the telescope has";
            rows.add(Evidence.notTested(id(), "inferred-rate", why));
            rows.add(Evidence.notTested(id(), "smallest-visible", why));
        } else {
            rows.add(inferred(context, packets, seconds, addresses, size));
            rows.add(visible(context, seconds, addresses, size));
        }
        rows.forEach(context::add);
        answer(context, rows, size, packets);
    }

    /** What the telescope can tell about sizes, in packets a second at the subject. */
    private record Size(Estimate rate, double smallest, double claimed, double power) {
        static final Size UNKNOWN =
                new Size(new Estimate(Double.NaN, Double.NaN, Double.NaN), Double.NaN, Double.NaN, Double.NaN);

        static Size of(Context context, long packets, double seconds, double binSeconds, long addresses) {
            double claimed = claimed(context);
            return new Size(
                    Backscatter.inferred(packets, seconds, addresses),
                    Backscatter.smallestVisible(POWER, seconds, binSeconds, addresses),
                    claimed,
                    Backscatter.power(claimed, seconds, binSeconds, addresses));
        }

        private static double claimed(Context context) {
            double claimed = Double.NaN;
            for (Statement statement : context.data().theCase().statements()) {
                Double size = Context.claimedBy(statement, "pps");
                claimed = size == null || claimed >= size ? claimed : size;
            }
            return claimed;
        }
    }

    private Evidence rule(Context context, Size size) {
        CaseData data = context.data();
        AnswersSeen now = densest(data, data.trouble());
        List<AnswersSeen> before =
                stretches(data).stream().map(window -> densest(data, window)).toList();
        long met = before.stream().filter(AnswersSeen::met).count();
        long most = before.stream().mapToLong(AnswersSeen::mostHigh).max().orElse(0);
        boolean beyond = now.mostLow() > most;
        boolean refuted = size.power() >= ENOUGH_POWER && size.rate().high() < size.claimed();
        Finding finding = now.met()
                ? beyond ? Finding.SUPPORTED : Finding.UNDECIDED
                : !now.possible() && refuted ? Finding.CONTRADICTED : Finding.UNDECIDED;
        String state = now.met()
                ? "the rule is met" + (beyond ? "" : ", but as densely before")
                : now.possible() ? "bins are too coarse to tell whether the rule is met" : "the rule is not met";
        return Evidence.of(id(), RULE)
                .destination(emptyToNull(now.destination()))
                .window(data.trouble())
                .metric("answers-in-60s", "packet")
                .observed(now.mostLow())
                .expected(before.isEmpty() ? Double.NaN : most, Double.NaN, Double.NaN)
                .statistic(now.packets())
                .sampleSize(before.size())
                .visibility(size.power(), size.smallest(), size.rate().high())
                .bearsOn("attack")
                .finding(finding)
                .method(
                        "at least " + Backscatter.MIN_PACKETS + " answers of one address over "
                                + Backscatter.MIN_SECONDS
                                + " s, " + Backscatter.MIN_IN_WINDOW
                                + " of them within some 60 s (observed), as far as bins tell; expected: the most in any"
                                + " stretch of the baseline as long as the trouble; statistic: all answers",
                        SOURCE)
                .note(state + ": " + now.packets() + " answers over " + Words.duration(now.secondsLow()) + " to "
                        + Words.duration(now.secondsHigh()) + ", " + now.mostLow() + " to " + now.mostHigh()
                        + " in the densest minute; met in " + met + " of " + before.size() + " stretches before");
    }

    private Evidence inferred(Context context, long packets, double seconds, long addresses, Size size) {
        CaseData data = context.data();
        double usualSeconds =
                data.baseline().stream().mapToDouble(w -> covered(data, w)).sum();
        Estimate usual = Backscatter.inferred(packets(data, data.baseline()), usualSeconds, addresses);
        return Evidence.of(id(), "inferred-rate")
                .window(context.trouble())
                .metric("pps", "packet/s")
                .observed(size.rate().value())
                .expected(usual.value(), usual.low(), usual.high())
                .effect(size.rate().value(), size.rate().low(), size.rate().high())
                .statistic(packets / seconds)
                .sampleSize(packets)
                .visibility(size.power(), size.smallest(), size.rate().high())
                .bearsOn("attack")
                .finding(Finding.UNDECIDED)
                .method(
                        "answers a second at the telescope (statistic) times 2^32 over its " + addresses
                                + " addresses, with the exact 95 % Poisson interval; expected: the same in the baseline",
                        "Moore et al. 2006, ACM TOCS 24(2); Garwood 1936, Biometrika 28")
                .note(
                        "the mean rate of answers over the trouble, which a flood with uniformly forged senders had at least;"
                                + " a subject that repeats its answers makes the interval too narrow");
    }

    private Evidence visible(Context context, double seconds, long addresses, Size size) {
        Evidence row = Evidence.of(id(), "smallest-visible")
                .window(context.trouble())
                .metric("pps", "packet/s")
                .effect(size.smallest(), Double.NaN, Double.NaN)
                .statistic(POWER)
                .visibility(size.power(), size.smallest(), size.rate().high())
                .bearsOn("attack")
                .finding(Finding.UNDECIDED)
                .method(
                        "smallest constant rate of answers (effect) that would have met the rule with at least this probability"
                                + " (statistic), bins and all",
                        SOURCE);
        if (Double.isNaN(size.smallest())) {
            return row.finding(Finding.NOT_TESTED)
                    .note(
                            "for bins longer than a minute, or a trouble no longer than a minute and two bins, no rate is given");
        }
        double missed = Backscatter.missProbability(size.smallest() * seconds, addresses);
        return row.note("not one answer of such a flood would have come here with probability " + Words.digits(missed)
                + (Double.isNaN(size.claimed())
                        ? ""
                        : "; the claimed " + Words.size(size.claimed(), "packet/s")
                                + " would have met the rule with probability " + Words.digits(size.power())
                                + " and sent nothing here with probability "
                                + Words.digits(Backscatter.missProbability(size.claimed() * seconds, addresses)))
                + "; senders forged uniformly and a subject that answers each packet are taken for granted");
    }

    private static void answer(Context context, List<Evidence> rows, Size size, long packets) {
        Finding finding = rows.get(0).finding();
        String reached = packets + " of its answers reached the telescope";
        String words = switch (finding) {
            case SUPPORTED ->
                reached + ", as they do in a flood with forged senders"
                        + (Double.isNaN(size.rate().value())
                                ? ""
                                : " of at least " + Words.size(size.rate().low(), "packet/s"));
            case CONTRADICTED -> reached + ", where the claimed flood with forged senders would have sent more";
            default ->
                reached
                        + (Double.isNaN(size.smallest())
                                ? ", which does not tell"
                                : ", which does not tell; a flood with forged senders of "
                                        + Words.size(size.smallest(), "packet/s") + " would have");
        };
        context.answer(Question.BACKSCATTER, finding, words, rows);
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
