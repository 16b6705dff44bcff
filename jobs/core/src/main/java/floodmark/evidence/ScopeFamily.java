package floodmark.evidence;

import floodmark.stats.MultipleTesting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which of the subject's services were hit, how evenly? */
final class ScopeFamily implements Family {
    private static final double RELEVANT = 0.2;
    private static final double MOST = 0.5;

    /** Beyond what hours and days differ by. */
    private static final double APART = 1.5;

    private static final Scale SERVICES = Scale.named(
            "scope", "services-hit", "how many of the services left their usual level?", "none", "one", "some", "all");

    @Override
    public String id() {
        return "scope";
    }

    @Override
    public String question() {
        return "which services were hit, how evenly?";
    }

    @Override
    public void evaluate(Context context) {
        Map<String, Departure> services = new LinkedHashMap<>();
        for (Departure d : context.services()) {
            String main = context.main().map(m -> m.signal().metric()).orElse("");
            if (d.signal().metric().equals(main)) {
                services.put(d.signal().service(), d);
            }
        }
        if (!context.data().counts()) {
            grade(context);
        }
        int declared = context.data().theCase().subject().services().size();
        if (declared < 2) {
            none(context, "the case declares one service, so there is no sibling to compare with");
            return;
        }
        List<Departure> usable =
                services.values().stream().filter(d -> !d.refused()).toList();
        if (usable.size() < 2) {
            none(context, "fewer than two services have a history to test against");
            return;
        }
        double[] more = MultipleTesting.benjaminiHochberg(
                usable.stream().mapToDouble(d -> d.more().pValue()).toArray());
        double[] less = MultipleTesting.benjaminiHochberg(
                usable.stream().mapToDouble(d -> d.less().pValue()).toArray());
        List<Evidence> rows = new ArrayList<>();
        int hit = 0;
        int ordinary = 0;
        for (int i = 0; i < usable.size(); i++) {
            Departure d = usable.get(i);
            boolean up = more[i] <= context.alpha() && d.ratio() >= 1 + RELEVANT;
            boolean down = less[i] <= context.alpha() && d.ratio() <= 1 - RELEVANT;
            boolean near = Math.abs(d.ratio() - 1) < RELEVANT;
            hit += up || down ? 1 : 0;
            ordinary += near ? 1 : 0;
            Evidence row = Evidence.of(id(), "service-departure")
                    .service(d.signal().service())
                    .window(context.trouble())
                    .metric(d.signal().metric(), d.signal().unit())
                    .observed(d.observed())
                    .expected(
                            d.more().expected(),
                            d.more().expectedLow(),
                            d.more().expectedHigh())
                    .effect(d.ratio(), Double.NaN, Double.NaN)
                    .p(
                            Math.min(1, 2 * Math.min(d.more().pValue(), d.less().pValue())),
                            Math.min(1, 2 * d.more().smallestP()),
                            d.ratio())
                    .q(Math.min(1, 2 * Math.min(more[i], less[i])))
                    .sampleSize(d.historyWindows())
                    .finding(up || down ? Finding.SUPPORTED : near ? Finding.CONTRADICTED : Finding.UNDECIDED)
                    .bearsOn("whole-platform", "single-service")
                    .method(
                            d.method().words() + "; corrected over the services",
                            "Benjamini and Hochberg 1995, JRSS B 57(1)")
                    .note("effect is the ratio to the expected; "
                            + (up ? "rose" : down ? "fell" : near ? "ordinary" : "not settled"));
            rows.add(row);
            context.add(row);
        }
        String words = hit + " of " + usable.size() + " services departed from their own history";
        context.answer(
                Question.SEVERAL_SERVICES,
                hit >= 2 && hit >= MOST * usable.size()
                        ? Finding.SUPPORTED
                        : hit <= 1 && ordinary >= usable.size() - 1 ? Finding.CONTRADICTED : Finding.UNDECIDED,
                words,
                rows);
        context.answer(
                Question.ONE_SERVICE,
                hit == 1 && ordinary == usable.size() - 1
                        ? Finding.SUPPORTED
                        : hit >= 2 || ordinary == usable.size() ? Finding.CONTRADICTED : Finding.UNDECIDED,
                words,
                rows);
    }

    @Override
    public List<Scale> scales() {
        return List.of(SERVICES);
    }

    /** Which services left their usual level by half, either way, in what they received or sent; needs no tests. */
    private void grade(Context context) {
        Map<String, Boolean> departed = new LinkedHashMap<>();
        for (Departure d : context.services()) {
            boolean volume = List.of("bps", "pps", "bps-out", "pps-out")
                    .contains(d.signal().metric());
            double ratio = d.observed() / VolumeScales.usual(context, d);
            if (volume && Double.isFinite(ratio)) {
                boolean away = ratio >= APART || ratio <= 1 / APART;
                departed.merge(d.signal().service(), away, Boolean::logicalOr);
            }
        }
        int n = departed.size();
        if (n < 2) {
            return;
        }
        long hit = departed.values().stream().filter(b -> b).count();
        Evidence row = Evidence.of(id(), SERVICES.id())
                .window(context.trouble())
                .metric("services", "service")
                .observed(hit)
                .sampleSize(n)
                .bearsOn("whole-platform", "single-service", "network-event")
                .finding(Finding.UNDECIDED)
                .method("services whose bytes or packets, either way, left the usual level by half", "-")
                .note(hit + " of " + n + " services; weighed by its likelihood ratio");
        context.add(row);
        context.grade(SERVICES, hit == 0 ? "none" : hit == 1 ? "one" : hit < n ? "some" : "all", row);
    }

    private void none(Context context, String why) {
        context.add(Evidence.notTested(id(), "service-departure", why).bearsOn("whole-platform", "single-service"));
        context.answer(Question.SEVERAL_SERVICES, Finding.NOT_TESTED, why);
        context.answer(Question.ONE_SERVICE, Finding.NOT_TESTED, why);
    }
}
