package floodmark.evidence;

import floodmark.claim.CaseFile;
import java.util.ArrayList;
import java.util.List;

/** Did a link run full? Compares whole bins with the declared capacity; each direction by itself. */
final class SaturationFamily implements Family {
    /** A bin this full leaves no room for a queue to drain. */
    private static final double FULL = 0.95;
    /** A link that never fills half of a bin did not run at capacity for the length of a bin. */
    private static final double FAR_FROM_FULL = 0.5;

    /** No link carries this much more than its capacity, so that something else is not as declared. */
    private static final double BEYOND = 1.1;

    private static final double ENOUGH_COVERAGE = 0.95;

    @Override
    public String id() {
        return "saturation";
    }

    @Override
    public String question() {
        return "did a link run full?";
    }

    @Override
    public void evaluate(Context context) {
        CaseFile.Subject subject = context.data().theCase().subject();
        Long capacity = subject.capacityBps();
        if (capacity == null) {
            none(
                    context,
                    subject.links().isEmpty()
                            ? "the case declares no capacity_bps, and a volume without a capacity beside it cannot show saturation"
                            : "capacities are declared per link, and the captures are not told apart by link");
            return;
        }
        List<Evidence> rows = new ArrayList<>();
        for (String metric : List.of("bps", "bps-out")) {
            context.subject(metric).ifPresent(d -> rows.add(fullest(context, d, capacity)));
        }
        if (rows.isEmpty()) {
            none(context, "the captures hold no bytes");
            return;
        }
        rows.forEach(context::add);
        Finding finding = rows.stream().anyMatch(r -> r.finding() == Finding.SUPPORTED)
                ? Finding.SUPPORTED
                : rows.stream().anyMatch(r -> r.finding() == Finding.UNDECIDED)
                        ? Finding.UNDECIDED
                        : rows.size() == 2 && rows.stream().allMatch(r -> r.finding() == Finding.CONTRADICTED)
                                ? Finding.CONTRADICTED
                                : Finding.NOT_VISIBLE;
        double most = rows.stream().mapToDouble(Evidence::observed).max().orElse(Double.NaN);
        context.answer(
                Question.CAPACITY_REACHED,
                finding,
                "the fullest bin of " + Words.duration(rows.get(0).effect()) + " took " + Words.percent(most)
                        + " of the declared capacity" + (rows.size() == 2 ? "" : ", one direction only is seen"),
                rows);
    }

    private void none(Context context, String why) {
        context.add(Evidence.notTested(id(), "fullest-bin", why).bearsOn("saturation"));
        context.answer(Question.CAPACITY_REACHED, Finding.NOT_TESTED, why);
    }

    private Evidence fullest(Context context, Departure d, long capacity) {
        Signal signal = d.signal();
        double high = context.data().vantage().shareHigh();
        double peak = signal.peak(context.trouble());
        double least = peak / high / capacity;
        double most = VisibilityFamily.mostInbound(context, d) / capacity;
        // A link that was full throughout the trouble fills a bin only if one lies wholly within it.
        boolean wholeBinFits = context.trouble().lengthNanos() >= 2 * signal.binNanos();
        return Evidence.of(id(), "fullest-bin")
                .window(context.trouble())
                .metric(signal.metric() + "-utilisation", "1")
                .observed(most)
                .expected(FULL, least, most)
                .effect(signal.binSeconds(), Double.NaN, Double.NaN)
                .sampleSize(signal.covered(context.trouble()).length)
                .bearsOn("saturation")
                .finding(
                        Double.isNaN(peak)
                                ? Finding.NOT_TESTED
                                : least >= FULL
                                        ? Finding.SUPPORTED
                                        : context.coverage(d) < ENOUGH_COVERAGE
                                                ? Finding.NOT_VISIBLE
                                                : most < FAR_FROM_FULL && wholeBinFits
                                                        ? Finding.CONTRADICTED
                                                        : Finding.UNDECIDED)
                .method(
                        "largest bin over the declared capacity, at the subject; full from .95 on",
                        "RFC 9244, total-pipe-capacity")
                .note("effect is the length of a bin in seconds; a shorter burst within a bin cannot be excluded"
                        + (least > BEYOND
                                ? "; more than the declared capacity went through, so that capacity, sampling rate or share"
                                        + " is not what the case says"
                                : ""));
    }
}
