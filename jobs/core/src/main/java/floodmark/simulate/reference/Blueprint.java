package floodmark.simulate.reference;

import floodmark.claim.Vantage.Place;
import floodmark.evidence.Explanation;
import floodmark.model.Times;
import floodmark.model.Window;
import floodmark.simulate.Truth;
import floodmark.stats.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Plans an incident. Each part has a stream of random numbers of its own, so that naming one parameter, or watching from elsewhere,
 * leaves the others as they were.
 */
final class Blueprint {
    /**
     * What is asked for.
     *
     * @param mechanism what happens
     * @param knobs its parameters
     */
    record Wish(Mechanism mechanism, Knobs knobs) {}

    private static final long TIMING = 1;
    private static final long VIEW = 2;
    private static final long GROWTH = 3;
    private static final long SITE = 4;
    private static final long RHYTHM = 5;
    private static final long ELSEWHERE = 6;
    private static final long CLAIMS = 7;
    private static final long FAULTS = 8;
    private static final long EARLIER = 9;
    private static final long CAUSES = 20;

    /** Records of the subject's usual inbound traffic in all of the recording. */
    private static final double LEAST_RECORDS = 14_000;

    private static final double MOST_RECORDS = 55_000;
    /** Records of the subject during the trouble, both directions. */
    private static final double TROUBLE_RECORDS = 90_000;

    private static final int FLOOD_RECORDS = 60_000;
    private static final int EARLIER_RECORDS = 8_000;
    private static final double TOO_COARSE = 1.5;

    private final long seed;
    private final long number;

    private Blueprint(long seed, long number) {
        this.seed = seed;
        this.number = number;
    }

    private Chance chance(long part) {
        return new Chance(Draws.of(seed, number, part));
    }

    /**
     * @param wishes what happens; the first accounts for the trouble
     */
    static Plan of(long seed, long number, List<Wish> wishes) {
        return new Blueprint(seed, number).plan(wishes);
    }

    private Plan plan(List<Wish> wishes) {
        Mechanism main = wishes.get(0).mechanism();
        boolean event = main == Mechanism.CROWD_SCHEDULED || main == Mechanism.CROWD_OVERLOAD;
        Timing timing = Timing.draw(chance(TIMING), Knobs.DRAWN, event);
        View view = ViewDraw.draw(chance(VIEW), Knobs.DRAWN);
        double growth = growth(wishes);
        boolean carpet = wishes.stream().anyMatch(w -> w.mechanism() == Mechanism.CARPET_BOMBING);
        double records = records(timing, growth);
        Chance ofSite = chance(SITE);
        boolean asPrefix = ofSite.happens(0.15) || carpet;
        List<Application> applications = applications(ofSite);
        Site site = Site.draw(ofSite, Knobs.DRAWN, applications, records, view, asPrefix);
        Chance ofRhythm = chance(RHYTHM);
        long from = timing.coverage().get(0).startNanos();
        Rhythm rhythm = Rhythm.draw(ofRhythm, Knobs.DRAWN, from, timing.last().endNanos(), timing.stepNanos());

        Window trouble = timing.trouble();
        double usual = rhythm.expected(trouble.startNanos() / 2 + trouble.endNanos() / 2);
        Setting setting = new Setting(
                site,
                view,
                trouble,
                timing.last(),
                site.ppsIn() * usual,
                site.bpsIn() * usual,
                growth,
                FLOOD_RECORDS,
                timing.scheduled());
        List<Cause> causes = new ArrayList<>();
        for (int i = 0; i < wishes.size(); i++) {
            causes.add(cause(wishes.get(i), setting, chance(CAUSES + i)));
        }
        view = fineEnough(view, causes, chance(VIEW + CAUSES));
        Chance ofClaims = chance(CLAIMS);
        double peak = StrictMath.max(site.bpsOut(), site.bpsIn()) * usual;
        boolean narrow = ofClaims.happens(0.35);
        double capacity = peak * ofClaims.logBetween(2, 60);
        double line = narrow ? capacity : Double.POSITIVE_INFINITY;
        Truth truth = truth(wishes, causes, setting, view, line);
        Claims claims = claims(ofClaims, truth, timing, narrow ? line : Double.NaN, site);
        Chance ofElsewhere = chance(ELSEWHERE);
        Elsewhere elsewhere = ofElsewhere.happens(0.9)
                ? new Elsewhere(ofElsewhere, 6 + ofElsewhere.below(11), records * 0.6, view)
                : null;
        Clutter clutter = Clutter.draw(ofElsewhere, Knobs.DRAWN, records);
        Chance ofFaults = chance(FAULTS);
        Faults faults =
                ofFaults.happens(0.1) ? Faults.draw(ofFaults, timing.coverage(), timing.binNanos()) : Faults.NONE;
        causes.addAll(earlier(timing, setting));
        return new Plan(
                "simulated-" + seed + "-" + number,
                "Simulated incident " + number + " of seed " + seed,
                Draws.of(seed, number).seed(),
                timing,
                view,
                site,
                rhythm,
                elsewhere,
                clutter,
                causes,
                faults,
                line,
                claims,
                truth);
    }

    private static List<Application> applications(Chance chance) {
        List<Application> all = Arrays.asList(Application.values());
        List<Application> chosen = new ArrayList<>();
        int count = Site.serviceCount(chance);
        for (int i = 0; i < count; i++) {
            chosen.add(chance.pick(all));
        }
        return chosen;
    }

    /** How far demand grows: 1.3 to 30 times for a crowd, 2 to 20 attempts in a storm of retries, 1.3 to 5 times everywhere. */
    private double growth(List<Wish> wishes) {
        Chance chance = chance(GROWTH);
        double crowd = chance.logBetween(1.3, 30);
        double storm = chance.logBetween(2, 20);
        double surge = chance.logBetween(1.3, 5);
        double growth = 1;
        for (Wish wish : wishes) {
            growth = StrictMath.max(
                    growth,
                    switch (wish.mechanism()) {
                        case FAILURE_RETRY_STORM -> storm;
                        case SURGE_EVERYWHERE -> surge;
                        case HTTP_FLOOD_MIMICRY -> crowd;
                        default -> wish.mechanism().kind() == Explanation.FLASH_CROWD ? crowd : 1;
                    });
        }
        return growth;
    }

    /** Records a second of usual inbound traffic, so that neither history nor trouble hold too many. */
    private double records(Timing timing, double growth) {
        Chance chance = chance(GROWTH + CAUSES);
        double history = chance.logBetween(LEAST_RECORDS, MOST_RECORDS) / timing.recordedSeconds();
        double most = TROUBLE_RECORDS / (2.2 * timing.trouble().seconds() * (1 + growth));
        return StrictMath.min(history, most);
    }

    private static Cause cause(Wish wish, Setting setting, Chance chance) {
        return wish.mechanism().kind() == Explanation.ATTACK
                ? Attacks.of(wish.mechanism(), setting, chance, wish.knobs())
                : Legitimate.of(wish.mechanism(), setting, chance, wish.knobs());
    }

    /** A forged sender sends once: where that would make too many records, the exporter samples, as it would in fact. */
    private static View fineEnough(View view, List<Cause> causes, Chance chance) {
        for (Cause cause : causes) {
            if (cause instanceof SpoofedFlood flood) {
                double grain = flood.grain(view);
                if (grain > TOO_COARSE && chance.happens(0.75)) {
                    double wanted = grain * view.sampling();
                    int rate = 1;
                    for (int step = 0; rate < wanted && step < 30; step++) {
                        rate *= step % 2 == 0 ? 5 : 2;
                    }
                    return view.withSampling(StrictMath.min(rate, 1_000_000));
                }
            }
        }
        return view;
    }

    private static Truth truth(List<Wish> wishes, List<Cause> causes, Setting setting, View view, double line) {
        Mechanism main = wishes.get(0).mechanism();
        List<Explanation> also = wishes.stream()
                .skip(1)
                .map(w -> w.mechanism().kind())
                .distinct()
                .toList();
        double bps = 0;
        double pps = 0;
        double bpsInTrouble = 0;
        double ppsInTrouble = 0;
        boolean mimicry = false;
        boolean seen = false;
        Window when = null;
        Window trouble = setting.trouble();
        for (Cause cause : causes) {
            if (cause instanceof Flood flood) {
                Course course = flood.strength().course();
                double passing = StrictMath.min(1, line / (setting.bps() + flood.bps()));
                double part = course.mean(trouble.startNanos(), trouble.endNanos()) * passing;
                bps += flood.bps() * course.mean() * passing;
                pps += flood.strength().pps() * course.mean() * passing;
                bpsInTrouble += flood.bps() * part;
                ppsInTrouble += flood.strength().pps() * part;
                mimicry |= flood.mimicry();
                seen |= flood.backscatter();
                when = when == null ? flood.when() : when;
            }
        }
        boolean telescope = view.place() == Place.TELESCOPE;
        boolean attack = main.kind() == Explanation.ATTACK;
        boolean blind = telescope ? !(attack && seen) : attack && view.bypass() || unseen(main, view);
        return new Truth(
                main.kind(),
                also,
                main.id(),
                mimicry,
                blind,
                bps,
                pps,
                when,
                StrictMath.max(bpsInTrouble / setting.bps(), ppsInTrouble / setting.pps()));
    }

    /** What is cut of answers alone cannot be seen where only requests pass. */
    private static boolean unseen(Mechanism mechanism, View view) {
        return mechanism == Mechanism.FAILURE_POLICER && !view.seesOut();
    }

    private static Claims claims(Chance chance, Truth truth, Timing timing, double line, Site site) {
        boolean sized = chance.happens(0.25);
        boolean inBits = chance.happens(0.6);
        double about = chance.logBetween(0.2, 5);
        double bps = truth.floodBps() > 0 ? truth.floodBps() : site.bpsIn() * chance.logBetween(0.5, 100);
        double pps = truth.floodPps() > 0 ? truth.floodPps() : site.ppsIn() * chance.logBetween(0.5, 100);
        boolean declaresLine = chance.happens(0.85);
        boolean audience = chance.happens(0.1);
        double perUser = chance.logBetween(2_000, 2_000_000);
        double users = StrictMath.max(1, site.bpsOut() * chance.logBetween(0.5, 30) / perUser);
        boolean declaresBaseline = chance.happens(0.1);
        return new Claims(
                !Double.isNaN(line) && declaresLine ? (long) line : null,
                sized && inBits ? StrictMath.max(1, (long) (bps * about)) : null,
                sized && !inBits ? StrictMath.max(1, (long) (pps * about)) : null,
                audience ? (long) users : null,
                perUser,
                declaresBaseline ? baseline(timing) : null,
                "");
    }

    private static @Nullable Window baseline(Timing timing) {
        Window trouble = timing.trouble();
        long end = trouble.startNanos() - StrictMath.max(20 * Times.MINUTE, trouble.lengthNanos() / 4);
        long start = timing.coverage().get(0).startNanos();
        return end - start < 40 * Times.MINUTE ? null : new Window(start, end);
    }

    /** In one of ten incidents the history holds an earlier flood or outage, nobody having said so. */
    private List<Cause> earlier(Timing timing, Setting setting) {
        Chance chance = chance(EARLIER);
        Window hit = chance.pick(timing.coverage());
        long latest = StrictMath.min(hit.endNanos(), timing.trouble().startNanos() - 60 * Times.MINUTE);
        long length = (long) (chance.logBetween(180, 3600) * Times.SECOND);
        if (!chance.happens(0.1) || latest - length <= hit.startNanos()) {
            return List.of();
        }
        long start = hit.startNanos() + (long) (chance.uniform() * (latest - length - hit.startNanos()));
        Window when = new Window(start, start + length);
        Setting before = new Setting(
                setting.site(),
                setting.view(),
                when,
                new Window(start - length, start + 2 * length),
                setting.pps(),
                setting.bps(),
                StrictMath.min(3, setting.growth()),
                EARLIER_RECORDS,
                null);
        List<Mechanism> all = Mechanism.of(chance.happens(0.5) ? Explanation.ATTACK : Explanation.SERVICE_FAILURE);
        Mechanism mechanism = chance.pick(all);
        return mechanism == Mechanism.CARPET_BOMBING
                ? List.of()
                : List.of(cause(new Wish(mechanism, Knobs.DRAWN), before, chance));
    }
}
