package floodmark.simulate.shifted;

import floodmark.evidence.Explanation;
import floodmark.model.Address;
import floodmark.stats.Draws;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Draws a scene: a subject with its limits, other destinations, and what happens. */
final class SceneMaker {
    private final Mechanism mechanism;
    private final Draws draws;
    private final Sight sight;
    private final Schedule schedule;
    private final double[] wave;
    private final AddressPlan users;
    private final List<Service> services = new ArrayList<>();
    private final List<Address> prefix = new ArrayList<>();
    private final double busiest;

    private SceneMaker(Mechanism mechanism, Draws draws) {
        this.mechanism = mechanism;
        this.draws = draws;
        sight = Sight.draw(draws);
        double noon = draws.below(1440);
        wave = Activity.wave(draws, noon);
        boolean full = mechanism.oneOf(
                        Mechanism.RELEASE, Mechanism.PREMIERE, Mechanism.TIMETABLE, Mechanism.HIDDEN, Mechanism.EXITS)
                || Laws.chance(draws, .1);
        schedule = Schedule.draw(draws, noon, full, median());
        double population = Laws.lognormal(draws, 60_000, 1.2);
        users = AddressPlan.access(
                draws, 12 + draws.below(70), population, Laws.between(draws, 1.2, 3.5), Laws.chance(draws, .5));
        subject();
        double most = 0;
        for (double value : wave) {
            most = StrictMath.max(most, value);
        }
        busiest = most;
    }

    static Scene make(Mechanism mechanism, Draws draws) {
        return new SceneMaker(mechanism, draws).scene();
    }

    private double median() {
        return switch (mechanism) {
            case NOTIFICATION, FLAP -> 16;
            case CRAWL, PREMIERE, CERTIFICATE, LEAK -> 60;
            default -> 34;
        };
    }

    private void subject() {
        // who runs name servers seldom runs much else on the same addresses
        boolean alone = Laws.chance(draws, mechanism == Mechanism.WATER_TORTURE ? .85 : .5);
        int size = alone ? 1 : 2 + draws.below(4);
        int network = AddressPlan.routed(draws) & 0xffffff00;
        int host = 2 + draws.below(60);
        double growth = growth();
        double restless =
                mechanism == Mechanism.RESTLESS ? Laws.between(draws, 1.2, 2.5) : Laws.between(draws, .3, 1.6);
        double[] parts = new double[size];
        for (int i = 0; i < size; i++) {
            parts[i] = i == 0 ? Laws.between(draws, .8, 2) : Laws.between(draws, .1, 1);
        }
        double[] cumulative = Laws.cumulative(parts);
        for (int i = 0; i < size; i++) {
            Kind kind = i == 0 ? firstKind() : Laws.pick(draws, Kind.COMMON);
            List<Address> addresses = new ArrayList<>();
            int many = mechanism == Mechanism.CARPET ? 12 : Laws.pick(draws, 1, 1, 1, 2, 4);
            for (int a = 0; a < many; a++) {
                addresses.add(Address.ofIpv4(network | host++));
            }
            double rate = cumulative[i] - (i == 0 ? 0 : cumulative[i - 1]);
            Activity activity = new Activity(draws, wave, growth, schedule.start(), restless);
            services.add(new Service("s" + (i + 1), kind, addresses, rate, activity, users, sight, draws));
        }
        for (Service service : services) {
            prefix.addAll(service.addresses);
        }
    }

    private double growth() {
        return mechanism == Mechanism.GROWING
                ? Laws.between(draws, .005, .03)
                : Laws.chance(draws, .3) ? Laws.between(draws, -.006, .012) : 0;
    }

    private Kind firstKind() {
        List<Kind> tcp = List.of(Kind.WEB, Kind.WEB, Kind.API, Kind.VIDEO, Kind.PUSH);
        return switch (mechanism) {
            case WATER_TORTURE -> Kind.DNS;
            case SYN_BOTNET,
                    SYN_SPOOFED,
                    ACK,
                    TLS,
                    HTTP_CLOUD,
                    HTTP_BOTNET,
                    SLOW,
                    MIMIC,
                    CERTIFICATE,
                    CRAWL,
                    NEWS,
                    STATE_LOST -> Laws.pick(draws, tcp);
            case DATABASE, DEPLOY, TIMETABLE, BACKUP, HIDDEN, EXITS, CACHE_LOST, RAPID_RESET, COSTLY ->
                Laws.pick(draws, List.of(Kind.WEB, Kind.API));
            case PREMIERE -> Kind.VIDEO;
            case CLOCKS -> Kind.TIME;
            case TRANSPORT -> Kind.WEB;
            case RECONNECT -> Laws.pick(draws, List.of(Kind.PUSH, Kind.API));
            case UDP_SERVICE -> Laws.pick(draws, List.of(Kind.GAME, Kind.DNS, Kind.WEB));
            default ->
                Laws.pick(draws, List.of(Kind.WEB, Kind.WEB, Kind.API, Kind.VIDEO, Kind.GAME, Kind.DNS, Kind.PUSH));
        };
    }

    private Scene scene() {
        double in = 0;
        double out = 0;
        double packets = 0;
        double asked = 0;
        for (Service service : services) {
            Session session = service.served();
            in += service.rate * session.bitsThere();
            out += service.rate * session.bitsBack();
            packets += service.rate * (session.packetsThere() + session.packetsBack());
            asked += service.rate * session.connections;
        }
        // what a line is worth depends on who pays for it; what machines bear, on who planned them
        double link = busiest * StrictMath.max(in, out) * (1.5 + Laws.exponential(draws, 3));
        double packetLimit = busiest * packets * (2 + Laws.exponential(draws, 8));
        double halfOpen = busiest * asked * (3 + Laws.lognormal(draws, 12, .8));
        List<Server> servers = new ArrayList<>();
        double work = 0;
        for (int i = 0; i < services.size(); i++) {
            double room = busiest * services.get(i).rate * (1.6 + Laws.exponential(draws, 1.6));
            room *= mechanism == Mechanism.RESTLESS ? 3 : 1;
            work = i == 0 ? room : work;
            servers.add(new Server(
                    room,
                    Laws.between(draws, 1, 25),
                    Laws.pick(
                            draws,
                            List.of(Outcome.DROPPED, Outcome.DROPPED, Outcome.REFUSED, Outcome.ERROR, Outcome.HUNG)),
                    Laws.between(draws, .1, .6),
                    Laws.between(draws, 2, 25)));
        }
        Arsenal arsenal = new Arsenal(
                draws, sight, schedule, services, prefix, new Arsenal.Limits(link, packetLimit, halfOpen, work));
        List<Flood> floods = floods(arsenal);
        List<Crowd> crowds = new ArrayList<>();
        @Nullable Failure failure = null;
        switch (mechanism.explanation) {
            case FLASH_CROWD -> crowds.add(crowd(work, mechanism, Laws.between(draws, 1.1, 3.5)));
            case SERVICE_FAILURE -> failure = failure(mechanism);
            case ATTACK -> {
                boolean beside = Laws.chance(draws, .29);
                if (mechanism == Mechanism.HIDDEN || (beside && Laws.chance(draws, .5))) {
                    Mechanism form = Laws.pick(draws, List.of(Mechanism.TIMETABLE, Mechanism.NEWS, Mechanism.PREMIERE));
                    crowds.add(crowd(work, form, Laws.between(draws, .3, .95)));
                } else if (beside) {
                    failure = partial();
                }
            }
            default -> {
                // disruptions are made below, and nothing is nothing
            }
        }
        Strays astray = new Strays(
                mechanism,
                draws,
                sight,
                schedule,
                services,
                prefix,
                new Arsenal.Limits(link, packetLimit, halfOpen, work));
        Surroundings around = new Surroundings(mechanism, draws, sight, schedule, wave, users, services.get(0));
        return new Scene(
                mechanism,
                sight,
                schedule,
                List.copyOf(services),
                servers,
                around.neighbours(),
                link,
                packetLimit,
                halfOpen,
                floods,
                astray.all(),
                crowds,
                mechanism == Mechanism.BACKUP ? List.of(around.backup()) : List.of(),
                around.noise(),
                failure,
                disruption(),
                mechanism == Mechanism.TRANSPORT ? turn() : null);
    }

    /** A site turns QUIC on: the same visits, now in long UDP packets, of which the first must be 1200 bytes (RFC 9000). */
    private Turn turn() {
        Session before = services.get(0).served();
        Conversation quic = new Conversation(draws, sight, 17, Trace.NONE, Trace.NONE, d -> {
            double back = StrictMath.max(4, Laws.lognormal(d, 28, 1));
            return new double[] {
                StrictMath.max(4, back * Laws.between(d, .35, .9)),
                back,
                Laws.lognormal(d, 260, .5),
                Laws.clip(Laws.lognormal(d, 1080, .2), 300, 1300),
                Laws.lognormal(d, 12, 1.2)
            };
        });
        // one connection where there were several
        Session after = new Session(quic, StrictMath.max(1, before.connections / 3), before.spread);
        boolean soft = Laws.chance(draws, .5);
        double rise = soft ? Laws.between(draws, 300, 2400) : Laws.between(draws, 5, 120);
        return new Turn(schedule.causeStart(), rise, Laws.between(draws, .3, .9), after);
    }

    private List<Flood> floods(Arsenal arsenal) {
        double stress = StrictMath.max(1.25, Laws.lognormal(draws, 3, .8));
        return switch (mechanism) {
            case FAILURE_BESIDE ->
                List.of(arsenal.flood(mechanism, Laws.between(draws, .005, .08), draws.below(600) - 300, true));
            case FAILURE_BEFORE -> {
                long late = (long) ((schedule.causeEnd() - schedule.causeStart()) * Laws.between(draws, .3, .6));
                yield List.of(arsenal.flood(mechanism, Laws.between(draws, .3, 2), late, true));
            }
            case FILTERED -> List.of(arsenal.flood(mechanism, stress * 4, 0, false));
            default ->
                mechanism.explanation == Explanation.ATTACK
                        ? List.of(arsenal.flood(mechanism, stress, 0, true))
                        : List.of();
        };
    }

    private Crowd crowd(double work, Mechanism form, double stress) {
        Service first = services.get(0);
        double peak = work * stress;
        Session session = Laws.chance(draws, .5)
                ? first.served()
                : first.kind.served(draws, sight, Laws.lognormal(draws, 1.3, .4), Laws.between(draws, .7, 1.6));
        AddressPlan wide = Laws.chance(draws, .5)
                ? users
                : AddressPlan.access(draws, 40 + draws.below(100), 4 * users.population(), 1.1, true);
        Map<Outcome, Session> failed = new EnumMap<>(Outcome.class);
        Crowd.Form shape = Crowd.Form.PLATEAU;
        double rise = Laws.between(draws, 30, 240);
        double fall = Laws.between(draws, 300, 2400);
        switch (form) {
            case NOTIFICATION -> {
                shape = Crowd.Form.SUDDEN;
                rise = Laws.between(draws, 10, 70);
                fall = Laws.between(draws, 120, 900);
            }
            case NEWS -> {
                shape = Crowd.Form.SPREADING;
                rise = Laws.between(draws, 180, 1500);
            }
            case PREMIERE -> {
                shape = Crowd.Form.APPOINTED;
                rise = Laws.between(draws, 120, 1500);
                fall = Laws.between(draws, 900, 4000);
            }
            case TIMETABLE -> {
                shape = Crowd.Form.APPOINTED;
                rise = Laws.between(draws, 40, 600);
                fall = Laws.between(draws, 180, 1500);
            }
            case RECONNECT -> {
                // each client comes again every few seconds: many short connections of the same users
                session = new Session(
                        first.kind.failed(draws, sight, first.kind.tcp() ? Outcome.LEFT : Outcome.ERROR).conversation,
                        14,
                        120);
                peak /= 6;
                rise = Laws.between(draws, 120, 1500);
                wide = users;
            }
            case CRAWL -> {
                Session visit = first.kind.served(draws, sight, 1, 1);
                session = new Session(visit.conversation, 30, 90);
                peak /= 8;
                wide = AddressPlan.hosting(draws, 2 + draws.below(6), 20 + draws.below(500));
                rise = Laws.between(draws, 60, 900);
            }
            case CLOCKS -> {
                // a router's firmware that asks each second until it is answered, and always from the same port: 2003
                // at the
                // University of Wisconsin, and in other makers' devices since
                int port = Laws.pick(draws, 123, 23_457, 1024 + draws.below(60_000));
                double polls = Laws.between(draws, 2, 25);
                session = clock(1, 1 + .2 * polls, port);
                for (Outcome outcome : Outcome.values()) {
                    failed.put(outcome, clock(0, polls, port));
                }
                peak /= 1 + .2 * polls;
                shape = Laws.chance(draws, .5) ? Crowd.Form.SPREADING : Crowd.Form.PLATEAU;
                rise = Laws.between(draws, 20, 1500);
                wide = AddressPlan.access(draws, 60 + draws.below(200), 8 * users.population(), 1, false);
            }
            case EXITS -> {
                // results that a whole country looks up on its telephones
                wide = users.exits(draws, 1 + draws.below(3));
                shape = Laws.chance(draws, .6) ? Crowd.Form.SUDDEN : Crowd.Form.APPOINTED;
                rise = Laws.between(draws, 10, 300);
                fall = Laws.between(draws, 300, 2400);
            }
            default -> shape = Crowd.Form.PLATEAU;
        }
        return new Crowd(
                shape, schedule.causeStart(), schedule.causeEnd(), peak, rise, fall, session, wide, Map.copyOf(failed));
    }

    /** Questions of a device for the time: packets of one size, each by itself. */
    private Session clock(int answers, double polls, int port) {
        Conversation poll = new Conversation(draws, sight, 17, Trace.NONE, Trace.NONE, d ->
                new double[] {1, answers, 76, 76, .02 + .1 * d.uniform()});
        return new Session(poll, polls, StrictMath.max(1, polls), false, port);
    }

    private Failure failure(Mechanism form) {
        Outcome mode = Outcome.ERROR;
        double broken = 1;
        double capacity = 1;
        double vanish = Double.POSITIVE_INFINITY;
        double standing = Laws.between(draws, 5, 120);
        switch (form) {
            case CERTIFICATE -> {
                mode = Outcome.LEFT;
                standing = 0;
            }
            case NAME_GONE -> {
                mode = Outcome.SERVED;
                broken = 0;
                vanish = Laws.lognormal(draws, 300, .9);
                standing = 0;
            }
            case DATABASE -> {
                broken = 0;
                capacity = Laws.between(draws, .02, .2);
            }
            case DEPLOY -> {
                mode = Laws.pick(draws, List.of(Outcome.ERROR, Outcome.HUNG, Outcome.ERROR));
                broken = Laws.between(draws, .6, 1);
            }
            case RETRIES -> {
                mode = Outcome.REFUSED;
                standing = Laws.between(draws, 300, 2400);
            }
            case STATE_LOST -> {
                mode = Laws.pick(draws, List.of(Outcome.REFUSED, Outcome.DROPPED));
                broken = Laws.between(draws, .1, .9);
                standing = Laws.between(draws, 300, 2400);
            }
            case CACHE_LOST -> {
                // nothing is broken at the origin: it only has to make all again that was at hand before
                broken = 0;
                standing = 0;
            }
            default -> {
                mode = Laws.pick(draws, List.of(Outcome.REFUSED, Outcome.REFUSED, Outcome.DROPPED, Outcome.HUNG));
                broken = Laws.between(draws, .85, 1);
            }
        }
        int hit = Laws.chance(draws, .6) ? services.size() : 1;
        long end = form.oneOf(Mechanism.RETRIES, Mechanism.STATE_LOST)
                ? schedule.causeStart()
                        + (long) ((schedule.causeEnd() - schedule.causeStart()) * Laws.between(draws, .3, .7))
                : schedule.causeEnd();
        return new Failure(schedule.causeStart(), end, mode, broken, capacity, vanish, standing, hit);
    }

    /** A failure that an attack's company may be: most of the service survives it. */
    private Failure partial() {
        Outcome mode = Laws.pick(draws, List.of(Outcome.REFUSED, Outcome.ERROR, Outcome.HUNG));
        long start = schedule.causeStart() + draws.below(900) - 300;
        double broken = Laws.between(draws, .1, .4);
        double capacity = Laws.between(draws, .6, 1);
        return new Failure(
                start, schedule.causeEnd(), mode, broken, capacity, Double.POSITIVE_INFINITY, 10, services.size());
    }

    private @Nullable Disruption disruption() {
        if (mechanism.explanation != Explanation.NETWORK_EVENT) {
            return null;
        }
        boolean[] cut = new boolean[users.providers()];
        double share = 0;
        if (mechanism.oneOf(Mechanism.UPSTREAM, Mechanism.REGION, Mechanism.FLAP)) {
            double wanted = mechanism == Mechanism.REGION
                    ? Laws.between(draws, .25, .7)
                    : mechanism == Mechanism.FLAP ? Laws.between(draws, .3, .9) : Laws.between(draws, .4, .97);
            for (int tries = 0; share < wanted && tries < 400; tries++) {
                int provider = draws.below(cut.length);
                if (!cut[provider] && share + users.share(provider) < .985) {
                    cut[provider] = true;
                    share += users.share(provider);
                }
            }
        }
        double level = 1;
        double loss = Laws.chance(draws, .3) ? Laws.between(draws, 0, .1) : 0;
        if (mechanism == Mechanism.LEAK) {
            level = Laws.chance(draws, .7) ? Laws.between(draws, .05, .6) : Laws.between(draws, 1.5, 4);
            loss = Laws.between(draws, 0, .3);
        } else if (mechanism == Mechanism.CONGESTION) {
            loss = Laws.between(draws, .25, .8);
            level = Laws.between(draws, .6, 1);
        }
        AddressPlan joined = users;
        double more = 0;
        Map<Kind, Session> looped = Map.of();
        if (mechanism == Mechanism.ANYCAST) {
            // another site of the same addresses was taken out of the tables, and its users come here
            joined = AddressPlan.access(
                    draws, 10 + draws.below(90), users.population() * Laws.lognormal(draws, 2, .8), 1.5, true);
            more = Laws.clip(Laws.lognormal(draws, 1.5, .7), .3, 8);
        } else if (mechanism == Mechanism.LOOP) {
            boolean past = !sight.place().equals("server");
            double lost = Laws.between(draws, .6, 1);
            // at the machines nothing goes round: what is lost before does not come
            loss = past ? lost : 0;
            level = past ? 1 : 1 - lost;
            looped = past ? looped() : Map.of();
        }
        double flap = mechanism == Mechanism.FLAP ? 10 * (6 + draws.below(30)) : 0;
        return new Disruption(schedule.causeStart(), schedule.causeEnd(), cut, level, loss, flap, joined, more, looped);
    }

    /**
     * Two routers that send a packet to each other until its time to live ends: the vantage counts it at each round (Hengartner and
     * others 2002, IMW).
     */
    private Map<Kind, Session> looped() {
        Map<Kind, Session> looped = new EnumMap<>(Kind.class);
        int routers = Laws.pick(draws, 2, 2, 2, 3, 4, 6);
        for (Kind kind : Kind.values()) {
            Trace trace = kind.tcp() ? Trace.SYN : Trace.NONE;
            Conversation round = new Conversation(draws, sight, kind.protocol, trace, Trace.NONE, d -> {
                int tries = 1 + d.below(3);
                double left = Laws.chance(d, .35) ? Laws.between(d, 95, 120) : Laws.between(d, 34, 58);
                double bytes = kind.tcp() ? Laws.pick(d, 52, 60, 60, 64) : Laws.lognormal(d, 74, .1);
                return new double[] {tries * left / routers, 0, bytes, 40, (1 << (tries - 1)) - .9};
            });
            looped.put(kind, new Session(round, 1.5, 1));
        }
        return looped;
    }
}
