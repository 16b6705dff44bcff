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

    /** Records of the subject during the trouble, if the history does not become too long by it. */
    private static final double LEAST_IN_TROUBLE = 400;

    private static final double ALL_RECORDS = 80_000;

    private static final int FLOOD_RECORDS = 60_000;
    private static final int EARLIER_RECORDS = 8_000;
    private static final double TOO_COARSE = 1.5;

    private final Request request;

    private Blueprint(Request request) {
        this.request = request;
    }

    private Chance chance(long part) {
        return new Chance(Draws.of(request.seed(), request.number(), part));
    }

    /** Plans what is asked for. */
    static Plan of(Request request) {
        return new Blueprint(request).plan();
    }

    private Plan plan() {
        List<Request.Wish> wishes = request.wishes();
        Timing timing = Timing.draw(
                chance(TIMING),
                request,
                request.wants(Mechanism.CROWD_SCHEDULED) || request.wants(Mechanism.CROWD_OVERLOAD));
        View view = ViewDraw.draw(chance(VIEW), request.vantage(), request.specified());
        View sizedFor = request.specified() ? View.EVERYTHING : view;
        double growth = growth(wishes);
        double records = records(timing, growth);
        Chance ofSite = chance(SITE);
        boolean asPrefix = ofSite.happens(0.15) || request.wants(Mechanism.CARPET_BOMBING);
        asPrefix = request.subject().flag("as_prefix", asPrefix);
        List<Application> drawn = applications(ofSite);
        List<Application> applications = request.applications() == null ? drawn : request.applications();
        Site site = Site.draw(ofSite, request.subject(), applications, records, sizedFor, asPrefix);
        long from = timing.coverage().get(0).startNanos();
        Rhythm rhythm = Rhythm.draw(
                chance(RHYTHM), request.subject(), from, timing.last().endNanos(), timing.stepNanos());

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
        view = request.specified() ? view : fineEnough(view, causes, chance(VIEW + CAUSES));
        Chance ofClaims = chance(CLAIMS);
        double peak = StrictMath.max(site.bpsOut(), site.bpsIn()) * usual;
        boolean narrow = ofClaims.happens(0.35) && !request.specified();
        double capacity = peak * ofClaims.logBetween(2, 60);
        double line = request.top().number("capacity_bps", 1, 1e15, narrow ? capacity : Double.POSITIVE_INFINITY);
        Truth truth = truth(wishes, causes, setting, view, line);
        Claims claims = claims(ofClaims, truth, timing, line, site);
        Chance ofElsewhere = chance(ELSEWHERE);
        int others = ofElsewhere.happens(0.9) || request.specified() ? 6 + ofElsewhere.below(11) : 0;
        others = (int) request.top().number("comparison", 0, 200, others);
        Elsewhere elsewhere = others == 0 ? null : new Elsewhere(ofElsewhere, others, records * 0.6, sizedFor);
        Clutter clutter = Clutter.draw(ofElsewhere, request.subject(), records);
        Chance ofFaults = chance(FAULTS);
        boolean faulty = ofFaults.happens(0.1) && !request.specified();
        String fault = faulty ? Faults.KINDS.get(1 + ofFaults.below(Faults.KINDS.size() - 1)) : "none";
        fault = request.top().choice("telemetry_fault", Faults.KINDS, fault);
        Faults faults = Faults.draw(ofFaults, fault, timing.coverage(), timing.binNanos());
        causes.addAll(request.specified() ? List.of() : earlier(timing, setting));
        return new Plan(
                request.id(),
                request.title(),
                Draws.of(request.seed(), request.number()).seed(),
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
    private double growth(List<Request.Wish> wishes) {
        Chance chance = chance(GROWTH);
        double crowd = chance.logBetween(1.3, 30);
        double storm = chance.logBetween(2, 20);
        double surge = chance.logBetween(1.3, 5);
        double growth = 1;
        for (Request.Wish wish : wishes) {
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
        double drawn = chance.logBetween(LEAST_RECORDS, MOST_RECORDS);
        double wanted = request.subject().number("records", 100, 1e8, Double.NaN);
        double history = (Double.isNaN(wanted) ? drawn : wanted) / timing.recordedSeconds();
        // What grows must not be told by a thinner history: some that do not grow have one as well.
        double drawnGrowth = StrictMath.max(growth, chance.happens(0.5) ? chance.logBetween(1.3, 30) : 1);
        double most = TROUBLE_RECORDS / (2.2 * timing.trouble().seconds() * (1 + drawnGrowth));
        if (!Double.isNaN(wanted)) {
            return history;
        }
        double least =
                StrictMath.min(LEAST_IN_TROUBLE / timing.trouble().seconds(), ALL_RECORDS / timing.recordedSeconds());
        return StrictMath.min(StrictMath.max(history, least), most);
    }

    private static Cause cause(Request.Wish wish, Setting setting, Chance chance) {
        return wish.mechanism().kind() == Explanation.ATTACK
                ? Attacks.of(wish, setting, chance)
                : Legitimate.of(wish.mechanism(), setting, chance, wish.knobs());
    }

    /** A forged sender sends once: where that would make too many records, the exporter samples, as it would in fact. */
    private static View fineEnough(View view, List<Cause> causes, Chance chance) {
        for (Cause cause : causes) {
            boolean router = view.place() != Place.TELESCOPE && view.place() != Place.SERVER;
            if (router
                    && cause instanceof SpoofedFlood flood
                    && flood.grain(view) > TOO_COARSE
                    && chance.happens(0.75)) {
                return view.withSampling(ViewDraw.rate(flood.grain(view) * view.sampling()));
            }
        }
        return view;
    }

    private static Truth truth(List<Request.Wish> wishes, List<Cause> causes, Setting setting, View view, double line) {
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

    private Claims claims(Chance chance, Truth truth, Timing timing, double line, Site site) {
        boolean sized = chance.happens(0.25) && !request.specified();
        boolean inBits = chance.happens(0.6);
        double about = chance.logBetween(0.2, 5);
        double bps = truth.floodBps() > 0 ? truth.floodBps() : site.bpsIn() * chance.logBetween(0.5, 100);
        double pps = truth.floodPps() > 0 ? truth.floodPps() : site.ppsIn() * chance.logBetween(0.5, 100);
        boolean declaresLine = chance.happens(0.85) || request.specified();
        boolean audience = chance.happens(0.1) && !request.specified();
        double perUser = chance.logBetween(2_000, 2_000_000);
        double users = StrictMath.max(1, site.bpsOut() * chance.logBetween(0.5, 30) / perUser);
        boolean declaresBaseline = chance.happens(0.1) && !request.specified();
        String drawn = "{peak_users: " + (long) users + ", bits_per_second_per_user: " + (long) perUser + "}";
        return new Claims(
                line < Double.POSITIVE_INFINITY && declaresLine ? (long) line : null,
                sized && inBits ? StrictMath.max(1, (long) (bps * about)) : null,
                sized && !inBits ? StrictMath.max(1, (long) (pps * about)) : null,
                audience ? drawn : request.demand(),
                declaresBaseline ? baseline(timing) : null,
                request.statements());
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
                : List.of(cause(new Request.Wish(mechanism, Knobs.DRAWN), before, chance));
    }
}
