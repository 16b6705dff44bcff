package floodmark.simulate.reference;

import floodmark.claim.Vantage.Place;
import floodmark.model.Address;
import floodmark.model.Prefix;
import floodmark.model.Window;
import floodmark.simulate.FlowSink;
import floodmark.simulate.Incident;
import floodmark.simulate.Truth;
import floodmark.stats.Draws;
import java.util.List;
import java.util.Objects;

/** Carries a plan out. */
final class SimulatedIncident implements Incident {
    private static final int BITS = 8;
    private static final int SYN = 0x02;
    private static final int SYN_ACK = 0x12;
    /** Records a second of a telescope that have nothing to do with the subject. */
    private static final double TELESCOPE_NOISE = 0.1;

    private static final long EMISSION = 101;
    private static final long WAYS = 102;

    private final Plan plan;

    SimulatedIncident(Plan plan) {
        this.plan = plan;
    }

    Plan plan() {
        return plan;
    }

    @Override
    public String caseYaml(List<String> capturePaths) {
        return CaseText.of(plan, capturePaths);
    }

    @Override
    public Truth truth() {
        return plan.truth();
    }

    @Override
    public List<Window> coverage() {
        return plan.timing().coverage();
    }

    @Override
    public List<Address> comparison() {
        return plan.elsewhere() == null ? List.of() : plan.elsewhere().addresses();
    }

    @Override
    public void emit(FlowSink sink) {
        Chance chance = new Chance(Draws.of(plan.seed(), EMISSION));
        long ways = Draws.of(plan.seed(), WAYS).seed();
        Recorder recorder = new Recorder(plan.view(), coverage(), plan.faults(), ways, sink);
        Conditions conditions = new Conditions(plan.site().services().size());
        if (plan.elsewhere() != null) {
            plan.elsewhere().start(chance);
        }
        long step = plan.timing().stepNanos();
        for (Window window : coverage()) {
            for (long from = window.startNanos(); from < window.endNanos(); from += step) {
                long nanos = StrictMath.min(step, window.endNanos() - from);
                step(from, nanos, conditions, recorder, chance, ways + 2);
            }
        }
    }

    private void step(long from, long nanos, Conditions conditions, Recorder recorder, Chance chance, long reachSalt) {
        long middle = from + nanos / 2;
        conditions.reset();
        for (Cause cause : plan.causes()) {
            cause.shape(middle, conditions);
        }
        double demand = plan.rhythm().at(middle, chance);
        Moment moment = new Moment(from, nanos, demand, plan.site(), conditions, recorder, chance);
        lines(moment);
        if (plan.view().place() == Place.TELESCOPE) {
            telescopeNoise(moment);
        } else {
            Sessions sessions = new Sessions(moment, reachSalt);
            subject(moment, sessions);
            if (plan.elsewhere() != null) {
                plan.elsewhere().emit(moment, sessions, plan.rhythm());
            }
            plan.clutter().emit(moment);
        }
        for (Cause cause : plan.causes()) {
            cause.emit(moment);
        }
    }

    private void subject(Moment moment, Sessions sessions) {
        List<Service> services = plan.site().services();
        Conditions conditions = moment.conditions();
        for (int s = 0; s < services.size(); s++) {
            Service service = services.get(s);
            double expected = service.rate() * moment.seconds() * moment.demand();
            double volume = conditions.volume[s];
            sessions.subject(service, s, expected * conditions.usual[s], volume, plan.site()::client);
            for (Conditions.Extra extra : conditions.extra) {
                if (extra.services()[s]) {
                    Service asked = extra.asks().apply(service);
                    sessions.subject(asked, s, expected * extra.factor(), volume, extra.people());
                }
            }
        }
        for (Gathering gathering : conditions.gatherings) {
            // Who waits for data sends no acknowledgements either: a full line makes less of both.
            double come = gathering.sessions(moment) * conditions.volume[gathering.index()];
            sessions.subject(gathering.asked(), gathering.index(), come, 1, gathering.people());
        }
    }

    /** What the lines let pass: a full one drops requests and floods alike, a policer cuts answers. */
    private void lines(Moment moment) {
        Conditions conditions = moment.conditions();
        double in = conditions.floodBps;
        double out = 0;
        List<Service> services = plan.site().services();
        for (int s = 0; s < services.size(); s++) {
            Service service = services.get(s);
            double sessions = service.rate() * moment.demand() * conditions.load(s) * conditions.answered[s] * BITS;
            in += sessions * service.packetsIn() * service.sizeIn();
            out += sessions * service.packetsOut() * service.sizeOut() * conditions.volume[s];
        }
        for (Gathering gathering : conditions.gatherings) {
            Service asked = gathering.asked();
            double sessions =
                    gathering.sessions(moment) / moment.seconds() * conditions.answered[gathering.index()] * BITS;
            in += sessions * asked.packetsIn() * asked.sizeIn();
            out += sessions * asked.packetsOut() * asked.sizeOut();
        }
        conditions.spareIn = StrictMath.max(0, plan.capacityBps() - in);
        if (in > plan.capacityBps()) {
            conditions.passing = plan.capacityBps() / in;
            for (int s = 0; s < services.size(); s++) {
                conditions.fail(s, StrictMath.sqrt(conditions.passing), 0, 0.3, 1);
            }
        }
        double most = StrictMath.min(conditions.limitOut, plan.capacityBps());
        conditions.spareOut = StrictMath.max(0, most - out);
        if (out > most) {
            for (int s = 0; s < services.size(); s++) {
                conditions.volume[s] *= most / out;
            }
        }
    }

    private void telescopeNoise(Moment moment) {
        Prefix telescope = Objects.requireNonNull(plan.view().telescope());
        Chance chance = moment.chance();
        int rows = chance.count(TELESCOPE_NOISE * moment.seconds());
        for (int i = 0; i < rows; i++) {
            boolean scan = chance.happens(0.8);
            long at = moment.anywhere();
            long to = telescope.base().low() | chance.seed() & (1L << 32 - telescope.length()) - 1;
            moment.recorder()
                    .record(
                            at,
                            at,
                            0,
                            Networks.IPV4 | Networks.routable(chance) & 0xffffffffL,
                            0,
                            to,
                            scan ? 1024 + chance.below(60_000) : 443,
                            scan ? chance.pick(List.of(22, 23, 80, 443, 445, 3389)) : 1024 + chance.below(60_000),
                            6,
                            scan ? SYN : SYN_ACK,
                            1,
                            scan ? 40 : 44,
                            48);
        }
    }
}
