package floodmark.simulate.shifted;

import floodmark.model.Address;
import floodmark.stats.Draws;
import java.util.ArrayList;
import java.util.List;

/** What is there whatever happens: other destinations, scanners, monitoring, a partner's daily transfer. */
final class Surroundings {
    private final Mechanism mechanism;
    private final Draws draws;
    private final Sight sight;
    private final Schedule schedule;
    private final double[] wave;
    private final AddressPlan users;
    private final Service first;

    Surroundings(
            Mechanism mechanism,
            Draws draws,
            Sight sight,
            Schedule schedule,
            double[] wave,
            AddressPlan users,
            Service first) {
        this.mechanism = mechanism;
        this.draws = draws;
        this.sight = sight;
        this.schedule = schedule;
        this.wave = wave;
        this.users = users;
        this.first = first;
    }

    List<Service> neighbours() {
        List<Service> neighbours = new ArrayList<>();
        int size = 6 + draws.below(11);
        for (int i = 0; i < size; i++) {
            double[] own = Laws.chance(draws, .5) ? wave : Activity.wave(draws, draws.below(1440));
            Activity activity = new Activity(draws, own, 0, schedule.start(), Laws.between(draws, .3, 1.6));
            Address address = Address.ofIpv4(AddressPlan.routed(draws) & 0xffffff00 | 1 + draws.below(250));
            Kind kind = Laws.pick(draws, List.of(Kind.WEB, Kind.WEB, Kind.API, Kind.VIDEO, Kind.DNS, Kind.PUSH));
            double rate = Laws.lognormal(draws, 1, .8);
            neighbours.add(
                    new Service("n" + i, kind, List.of(address), rate, activity, users.reweighed(draws), sight, draws));
        }
        return neighbours;
    }

    /** One partner that moves a lot at the same time every day. */
    Crowd backup() {
        Conversation transfer = new Conversation(draws, sight, 6, Trace.CLIENT, Trace.SERVER, d -> {
            double sent = Laws.pareto(d, 900, 1.3, 40_000);
            return new double[] {sent, sent * .5, 1440, 56, sent / 60};
        });
        double volume =
                Laws.lognormal(draws, .6, .8) * first.rate * first.served().bitsThere();
        Session session = new Session(transfer, 2, 60);
        double peak = volume / session.bitsThere();
        AddressPlan partner = AddressPlan.hosting(draws, 1, 1 + draws.below(4));
        return new Crowd(
                Crowd.Form.PLATEAU, schedule.causeStart(), schedule.causeEnd(), peak, 30, 60, session, partner);
    }

    /** Scanners always come; monitoring at some places. */
    List<Crowd> noise() {
        List<Crowd> noise = new ArrayList<>();
        Conversation scan =
                new Conversation(draws, sight, 6, Trace.SYN, Laws.chance(draws, .6) ? Trace.RESET : Trace.SYN_ACK, d ->
                        new double[] {1, d.below(2), Laws.pick(d, 40, 44, 60), 40, .05});
        AddressPlan scanners = AddressPlan.access(draws, 120, 8000, 1.5, false);
        double scanned = Laws.lognormal(draws, .02, 1);
        noise.add(steady(scanned, new Session(scan, 1.3, 60, true), scanners));
        if (mechanism == Mechanism.PROBED || Laws.chance(draws, .3)) {
            double level = mechanism == Mechanism.PROBED ? Laws.between(draws, .2, 1) : Laws.between(draws, .01, .1);
            Session probe = new Session(first.kind.failed(draws, sight, Outcome.ERROR).conversation, 1, 1);
            noise.add(steady(level, probe, AddressPlan.hosting(draws, 3 + draws.below(6), 4 + draws.below(20))));
        }
        return noise;
    }

    private Crowd steady(double rate, Session session, AddressPlan from) {
        return new Crowd(Crowd.Form.PLATEAU, schedule.start(), schedule.end(), rate, 1, 1, session, from);
    }
}
