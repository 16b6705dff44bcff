package floodmark.simulate.shifted;

import floodmark.model.Address;
import floodmark.stats.Draws;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes floods: what they send, from where, and how much of it, so that something of the subject gives way (or does not). */
final class Arsenal {
    /** Source port and largest IP packet of services that amplify, as Rossow 2014 (NDSS) and later advisories list them. */
    private static final int[][] AMPLIFIERS = {
        {53, 1480},
        {123, 468},
        {389, 1480},
        {1900, 340},
        {11_211, 1428},
        {19, 1040},
        {161, 1480},
        {3702, 1200},
        {3283, 1060}
    };

    private final Draws draws;
    private final Sight sight;
    private final Schedule schedule;
    private final List<Service> services;
    private final List<Address> prefix;
    private final Limits limits;

    /**
     * What the subject can bear, in the model's unit.
     *
     * @param link bit/s
     * @param packets packets a second
     * @param halfOpen SYN packets a second
     * @param work sessions a second, of the first service
     */
    record Limits(double link, double packets, double halfOpen, double work) {}

    Arsenal(Draws draws, Sight sight, Schedule schedule, List<Service> services, List<Address> prefix, Limits limits) {
        this.draws = draws;
        this.sight = sight;
        this.schedule = schedule;
        this.services = services;
        this.prefix = prefix;
        this.limits = limits;
    }

    /**
     * A flood of that kind.
     *
     * @param stress its strength against the limit that it goes for; 1 just reaches it
     * @param later seconds by which it begins after the cause's begin
     */
    Flood flood(Mechanism kind, double stress, long later, boolean visible) {
        Mechanism plain = switch (kind) {
            case CARPET, PULSE, FILTERED, FAILURE_BESIDE, FAILURE_BEFORE ->
                Laws.pick(
                        draws,
                        List.of(
                                Mechanism.REFLECTION,
                                Mechanism.UDP_RANDOM,
                                Mechanism.UDP_SERVICE,
                                Mechanism.SYN_SPOOFED,
                                Mechanism.SYN_BOTNET,
                                Mechanism.ACK));
            case HIDDEN ->
                Laws.pick(
                        draws,
                        List.of(
                                Mechanism.SYN_SPOOFED,
                                Mechanism.REFLECTION,
                                Mechanism.HTTP_BOTNET,
                                Mechanism.UDP_RANDOM,
                                Mechanism.SYN_BOTNET,
                                Mechanism.TLS));
            default -> kind;
        };
        boolean needsTcp = plain.oneOf(
                Mechanism.HTTP_BOTNET, Mechanism.TLS, Mechanism.SYN_BOTNET, Mechanism.SYN_SPOOFED, Mechanism.ACK);
        Mechanism fitting = needsTcp && !services.get(0).kind.tcp() ? Mechanism.UDP_SERVICE : plain;
        return switch (fitting) {
            case WATER_TORTURE, TLS, HTTP_CLOUD, HTTP_BOTNET, MIMIC, RAPID_RESET, COSTLY ->
                atWork(fitting, stress, later, visible);
            case SLOW -> slow(stress, later, visible);
            default -> packets(kind, fitting, stress, later, visible);
        };
    }

    private Flood packets(Mechanism kind, Mechanism plain, double stress, long later, boolean visible) {
        List<Strand> strands = strands(plain);
        double bytes = 0;
        boolean syn = false;
        for (Strand strand : strands) {
            bytes += strand.share() * strand.meanBytes();
            syn |= strand.trace() == Trace.SYN;
        }
        double byLink = limits.link / (8 * bytes);
        double level = StrictMath.min(byLink, limits.packets);
        if (syn) {
            level = StrictMath.min(level, limits.halfOpen);
        }
        AddressPlan sources = plain.oneOf(Mechanism.REFLECTION, Mechanism.TCP_REFLECTION)
                ? AddressPlan.access(draws, 60 + draws.below(200), Laws.lognormal(draws, 2500, 1), 1.2, false)
                : bots(Laws.lognormal(draws, 6000, 1.3));
        boolean carpet = kind == Mechanism.CARPET;
        List<Address> addresses = carpet ? prefix : services.get(0).addresses;
        return make(
                level * stress,
                kind == Mechanism.PULSE ? 30 : 0,
                later,
                addresses,
                carpet ? all() : List.of(0),
                strands,
                null,
                sources,
                0,
                0,
                visible);
    }

    private Flood atWork(Mechanism kind, double stress, long later, boolean visible) {
        Service first = services.get(0);
        Session session = switch (kind) {
            case WATER_TORTURE ->
                new Session(
                        new Conversation(draws, sight, 17, Trace.NONE, Trace.NONE, d ->
                                new double[] {1, 1, Laws.between(d, 70, 96), Laws.between(d, 120, 190), .01}),
                        1.5,
                        3);
            case TLS ->
                new Session(
                        new Conversation(draws, sight, 6, Trace.CLIENT_ABORT, Trace.SERVER_OPEN, d -> new double[] {
                            4 + d.below(2), 4 + d.below(3), Laws.between(d, 120, 150), Laws.between(d, 700, 900), .2
                        }),
                        12,
                        4);
            case HTTP_CLOUD ->
                new Session(
                        new Conversation(draws, sight, 6, Trace.CLIENT, Trace.SERVER, d -> {
                            double requests = Laws.lognormal(d, 60, .5);
                            return new double[] {
                                4 + 1.5 * requests, 4 + 2 * requests, Laws.between(d, 210, 260), 620, requests / 15
                            };
                        }),
                        6,
                        8);
            case HTTP_BOTNET ->
                new Session(
                        new Conversation(draws, sight, 6, Trace.CLIENT, Trace.SERVER, d -> {
                            double requests = 1 + d.below(4);
                            return new double[] {
                                5 + 1.4 * requests, 4 + 3 * requests, Laws.between(d, 130, 190), 780, .3 * requests
                            };
                        }),
                        9,
                        10);
            case RAPID_RESET ->
                // requests that are taken back at once: much is asked on few connections, and hardly anything is
                // answered
                new Session(
                        new Conversation(draws, sight, 6, Trace.CLIENT_OPEN, Trace.SERVER_OPEN, d -> {
                            double there = StrictMath.max(30, Laws.lognormal(d, 400, .7));
                            return new double[] {
                                there,
                                there * Laws.between(d, .2, .6),
                                Laws.between(d, 250, 1100),
                                Laws.between(d, 52, 150),
                                Laws.between(d, 5, 60)
                            };
                        }),
                        3,
                        15);
            default -> first.served();
        };
        AddressPlan sources = switch (kind) {
            case WATER_TORTURE -> AddressPlan.access(draws, 80, Laws.lognormal(draws, 3000, .8), 1.6, false);
            case HTTP_CLOUD -> AddressPlan.hosting(draws, 3 + draws.below(15), 30 + draws.below(600));
            case TLS ->
                Laws.chance(draws, .4)
                        ? AddressPlan.hosting(draws, 3 + draws.below(10), 30 + draws.below(300))
                        : bots(Laws.lognormal(draws, 4000, 1));
            case MIMIC -> first.users;
            // rented lines of the providers that users have
            case COSTLY -> first.users.reweighed(draws);
            case RAPID_RESET -> bots(Laws.lognormal(draws, 3000, 1.2));
            default -> bots(Laws.lognormal(draws, 8000, 1));
        };
        double cost = switch (kind) {
            case WATER_TORTURE -> 1.5;
            case TLS -> Laws.between(draws, 3, 10);
            case HTTP_CLOUD -> Laws.between(draws, 15, 60);
            case HTTP_BOTNET -> Laws.between(draws, 2, 8);
            case RAPID_RESET -> Laws.between(draws, 40, 300);
            case COSTLY -> Laws.between(draws, 40, 200);
            default -> 1;
        };
        double level = stress * limits.work / cost;
        return make(level, 0, later, first.addresses, List.of(0), List.of(), session, sources, cost, 0, visible);
    }

    /** Holds connections open: a few packets in minutes; the server's table fills whatever its load. */
    private Flood slow(double stress, long later, boolean visible) {
        Session session = new Session(
                new Conversation(draws, sight, 6, Trace.CLIENT_OPEN, Trace.SERVER_OPEN, d -> new double[] {
                    5 + d.below(12), 3 + d.below(6), Laws.between(d, 60, 200), 52, Laws.between(d, 60, 290)
                }),
                18,
                30);
        AddressPlan sources = Laws.chance(draws, .5)
                ? AddressPlan.hosting(draws, 2 + draws.below(6), 5 + draws.below(80))
                : bots(Laws.lognormal(draws, 400, .8));
        double held = StrictMath.min(.985, .8 * stress);
        // connections that stand are worth some seconds of ordinary ones each
        double level = stress * limits.work * Laws.between(draws, .02, .12);
        return make(
                level,
                0,
                later,
                services.get(0).addresses,
                List.of(0),
                List.of(),
                session,
                sources,
                .01,
                held,
                visible);
    }

    private Flood make(
            double level,
            double pulse,
            long later,
            List<Address> addresses,
            List<Integer> targets,
            List<Strand> strands,
            @Nullable Session session,
            AddressPlan sources,
            double cost,
            double held,
            boolean visible) {
        double ramp = Laws.chance(draws, .6) ? Laws.between(draws, 0, 20) : Laws.between(draws, 20, 240);
        return new Flood(
                schedule.causeStart() + later,
                StrictMath.max(schedule.causeEnd(), schedule.causeStart() + later + 240),
                level,
                pulse,
                pulse > 0 ? 0 : ramp,
                targets,
                addresses,
                strands,
                session,
                sources,
                cost,
                held,
                visible);
    }

    private List<Integer> all() {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < services.size(); i++) {
            all.add(i);
        }
        return all;
    }

    private AddressPlan bots(double population) {
        return AddressPlan.access(draws, 30 + draws.below(250), StrictMath.max(150, population), 1.3, false);
    }

    private List<Strand> strands(Mechanism plain) {
        Service first = services.get(0);
        int port = Laws.chance(draws, .75) ? first.port : Laws.pick(draws, 80, 443, -1);
        double size = Laws.pick(draws, 64, 128, 540, 1052, 1440);
        return switch (plain) {
            case SYN_BOTNET -> List.of(new Strand(1, 6, Trace.SYN, 60, 60, -1, port, false, false, Trace.SYN_ACK));
            case SYN_SPOOFED -> {
                double bytes = Laws.pick(draws, 40, 40, 44, 48, 52);
                yield List.of(new Strand(1, 6, Trace.SYN, bytes, bytes, -1, port, false, true, Trace.SYN_ACK));
            }
            case ACK -> {
                boolean spoofed = Laws.chance(draws, .4);
                double bytes = Laws.pick(draws, 40, 52, 552);
                Trace trace = Laws.chance(draws, .7) ? Trace.ACK : Trace.PUSH_ACK;
                yield List.of(new Strand(1, 6, trace, bytes, bytes, -1, port, false, spoofed, Trace.RESET));
            }
            case GRE -> List.of(new Strand(1, 47, Trace.NONE, 552, 596, 0, 0, true, false, Trace.NONE));
            case UDP_SERVICE ->
                List.of(new Strand(1, 17, Trace.NONE, size, size + 20, -1, first.port, true, false, Trace.NONE));
            case REFLECTION -> reflection();
            case FRAGMENTS -> fragments();
            case TCP_REFLECTION -> answersOfOthers(port);
            default -> List.of(new Strand(1, 17, Trace.NONE, size, size + 20, -1, -1, false, false, Trace.NONE));
        };
    }

    /** Packets too long for one frame: only the first of each carries ports, and meters write 0 for the others. */
    private List<Strand> fragments() {
        boolean spoofed = Laws.chance(draws, .4);
        double heads = Laws.between(draws, .02, .5);
        double least = Laws.between(draws, 600, 1440);
        return List.of(
                new Strand(1 - heads, 17, Trace.NONE, least, 1500, 0, 0, !spoofed, spoofed, Trace.NONE),
                new Strand(heads, 17, Trace.NONE, 1480, 1500, -1, -1, false, spoofed, Trace.NONE));
    }

    /**
     * Honest servers answer SYN packets that came in the subject's name, each some times over; and some filters send a whole page
     * to who never asked (Bock and others 2021, USENIX Security).
     */
    private List<Strand> answersOfOthers(int port) {
        Trace reply = Laws.chance(draws, .5) ? Trace.RESET : Trace.NONE;
        int target = Laws.chance(draws, .5) ? port : -1;
        double pages = Laws.chance(draws, .35) ? Laws.between(draws, .1, .8) : 0;
        double secure = Laws.between(draws, .3, .8) * (1 - pages);
        int other = Laws.pick(draws, 22, 25, 179, 8080);
        List<Strand> strands = new ArrayList<>();
        strands.add(new Strand(secure, 6, Trace.SYN_ACK, 44, 60, 443, target, true, false, reply));
        double rest = 1 - pages - secure;
        strands.add(new Strand(rest * .7, 6, Trace.SYN_ACK, 44, 60, 80, target, true, false, reply));
        strands.add(new Strand(rest * .3, 6, Trace.SYN_ACK, 44, 60, other, target, true, false, reply));
        if (pages > 0) {
            strands.add(new Strand(pages, 6, Trace.PUSH_ACK, 300, 1440, 80, target, true, false, reply));
        }
        return strands;
    }

    private List<Strand> reflection() {
        int protocols = 1 + draws.below(4);
        List<Strand> strands = new ArrayList<>();
        double[] weights = new double[protocols];
        for (int i = 0; i < protocols; i++) {
            weights[i] = draws.gamma(1.2) + .05;
        }
        double[] cumulative = Laws.cumulative(weights);
        int target = Laws.chance(draws, .5) ? -1 : Laws.pick(draws, 80, 443, 53, 1024 + draws.below(60_000));
        for (int i = 0; i < protocols; i++) {
            int[] amplifier = AMPLIFIERS[draws.below(AMPLIFIERS.length)];
            double share = cumulative[i] - (i == 0 ? 0 : cumulative[i - 1]);
            boolean large = amplifier[1] > 1200 && amplifier[0] != 11_211;
            double rest = large ? Laws.between(draws, .2, .5) : 0;
            double most = amplifier[1];
            double least = large ? .6 * most : .85 * most;
            strands.add(new Strand(
                    share * (1 - rest), 17, Trace.NONE, least, most, amplifier[0], target, true, false, Trace.NONE));
            if (rest > 0) {
                strands.add(new Strand(share * rest, 17, Trace.NONE, 200, 1480, 0, 0, true, false, Trace.NONE));
            }
        }
        return strands;
    }
}
