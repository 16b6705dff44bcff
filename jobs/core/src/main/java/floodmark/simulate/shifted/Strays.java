package floodmark.simulate.shifted;

import floodmark.model.Address;
import floodmark.stats.Draws;
import java.util.List;

/** What arrives uninvited though nobody means harm by it: answers to questions that were never asked, and the like. */
final class Strays {
    private final Mechanism mechanism;
    private final Draws draws;
    private final Sight sight;
    private final Schedule schedule;
    private final List<Service> services;
    private final List<Address> prefix;
    private final Arsenal.Limits limits;

    Strays(
            Mechanism mechanism,
            Draws draws,
            Sight sight,
            Schedule schedule,
            List<Service> services,
            List<Address> prefix,
            Arsenal.Limits limits) {
        this.mechanism = mechanism;
        this.draws = draws;
        this.sight = sight;
        this.schedule = schedule;
        this.services = services;
        this.prefix = prefix;
        this.limits = limits;
    }

    List<Flood> all() {
        return switch (mechanism) {
            case BACKSCATTER -> List.of(backscatter());
            case STATE_LOST -> List.of(orphans());
            case CACHE_LOST -> fetches();
            default -> List.of();
        };
    }

    /**
     * Somebody else is flooded in the subject's name, and answers it (Moore and others 2001, USENIX Security): a few machines send to
     * ports where nobody ever asked.
     */
    private Flood backscatter() {
        Trace reply = Laws.chance(draws, .5) ? Trace.RESET : Trace.NONE;
        int from = Laws.pick(draws, 80, 443, 443, 22, 25_565);
        double refused = Laws.chance(draws, .5) ? Laws.between(draws, 0, 1) : 0;
        List<Strand> strands = List.of(
                new Strand(1 - refused, 6, Trace.SYN_ACK, 44, 60, from, -1, false, false, reply),
                new Strand(refused, 6, Trace.RESET, 40, 40, from, -1, false, false, Trace.NONE));
        double level = StrictMath.min(.4 * limits.packets(), usualPackets() * Laws.lognormal(draws, .5, 1));
        AddressPlan victims = AddressPlan.hosting(draws, 1 + draws.below(2), 1 + draws.below(8));
        return packets(schedule.causeEnd(), level, strands, prefix, victims, Laws.between(draws, 0, 120));
    }

    /** A firewall that starts again knows no connection: what its users go on sending is answered with resets, or not at all. */
    private Flood orphans() {
        Service first = services.get(0);
        Trace reply = Laws.chance(draws, .7) ? Trace.RESET : Trace.NONE;
        double data = Laws.between(draws, .1, .6);
        List<Strand> strands = List.of(
                new Strand(1 - data, 6, Trace.ACK, 40, 52, -1, first.port, true, false, reply),
                new Strand(data, 6, Trace.PUSH_ACK, 80, 1440, -1, first.port, true, false, reply));
        double level = usualPackets() * Laws.lognormal(draws, 2, .7);
        long end = schedule.causeStart()
                + (long) StrictMath.min(schedule.causeEnd() - schedule.causeStart(), 60 + Laws.exponential(draws, 400));
        return packets(end, level, strands, first.addresses, first.users, 0);
    }

    private Flood packets(
            long end, double level, List<Strand> strands, List<Address> to, AddressPlan from, double ramp) {
        return new Flood(schedule.causeStart(), end, level, 0, ramp, List.of(0), to, strands, null, from, 0, 0, true);
    }

    /**
     * The subject's own caches, at some company that has them: a few machines that always fetch a little, and everything at once
     * when they were emptied.
     */
    private List<Flood> fetches() {
        Session fetch = new Session(
                new Conversation(draws, sight, 6, Trace.CLIENT_OPEN, Trace.SERVER_OPEN, d -> {
                    double requests = Laws.lognormal(d, 12, .8);
                    return new double[] {
                        4 + 2.5 * requests,
                        4 + 6 * requests,
                        Laws.between(d, 160, 420),
                        Laws.between(d, 700, 1380),
                        Laws.between(d, 2, 90)
                    };
                }),
                Laws.between(draws, 2, 10),
                Laws.between(draws, 1, 20));
        AddressPlan caches = AddressPlan.hosting(draws, 1 + draws.below(4), 8 + draws.below(300));
        double cost = Laws.between(draws, 3, 25);
        double always = limits.work() / cost * Laws.between(draws, .01, .1);
        double refill = limits.work() / cost * StrictMath.max(1.1, Laws.lognormal(draws, 2, .5));
        Flood standing =
                fetching(schedule.firstSecond() - 86_400, schedule.end() + 86_400, always, 0, fetch, caches, cost);
        double rise = Laws.between(draws, 0, 90);
        return List.of(
                standing, fetching(schedule.causeStart(), schedule.causeEnd(), refill, rise, fetch, caches, cost));
    }

    private Flood fetching(
            long start, long end, double level, double ramp, Session fetch, AddressPlan caches, double cost) {
        List<Address> to = services.get(0).addresses;
        return new Flood(start, end, level, 0, ramp, List.of(0), to, List.of(), fetch, caches, cost, 0, true);
    }

    private double usualPackets() {
        double packets = 0;
        for (Service service : services) {
            packets += service.rate * service.served().packetsThere();
        }
        return packets;
    }
}
