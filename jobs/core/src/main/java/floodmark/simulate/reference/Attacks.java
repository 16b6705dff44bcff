package floodmark.simulate.reference;

import floodmark.model.Address;
import floodmark.model.Times;
import floodmark.model.Window;
import floodmark.stats.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes floods of every mechanism, with parameters that are drawn or given. */
final class Attacks {
    private static final int SYN = 0x02;
    private static final int RST = 0x04;
    private static final int ACK = 0x10;
    private static final int SYN_ACK = 0x12;
    private static final int RST_ACK = 0x14;
    private static final int PSH_ACK = 0x18;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int ICMP = 1;
    private static final int GRE = 47;
    private static final int ECHO_REQUEST = 8 * 256;
    private static final int BITS = 8;

    private final Setting setting;
    private final Chance chance;
    private final Knobs knobs;
    private final @Nullable Recording recording;

    private Attacks(Setting setting, Chance chance, Request.Wish wish) {
        this.setting = setting;
        this.chance = chance;
        this.knobs = wish.knobs();
        this.recording = wish.recording();
    }

    static Flood of(Request.Wish wish, Setting setting, Chance chance) {
        return new Attacks(setting, chance, wish).flood(wish.mechanism());
    }

    private Flood flood(Mechanism mechanism) {
        return switch (mechanism) {
            case SYN_FLOOD_SPOOFED -> synSpoofed(mechanism);
            case UDP_FLOOD_SPOOFED -> udpSpoofed(mechanism);
            case SYN_FLOOD_BOTS ->
                bots(mechanism, TCP, SYN, pick(44, 52, 60), 0, port(0.9), 0, chance.between(0.3, 1), SYN_ACK);
            case ACK_FLOOD ->
                bots(
                        mechanism,
                        TCP,
                        chance.happens(0.6) ? ACK : PSH_ACK,
                        chance.happens(0.6) ? 40 : chance.between(60, 1400),
                        0,
                        port(0.7),
                        chance.between(0, 0.5),
                        chance.happens(0.5) ? chance.between(0.2, 1) : 0,
                        RST);
            case RST_FLOOD -> bots(mechanism, TCP, chance.happens(0.5) ? RST : RST_ACK, 40, 0, port(0.6), 0, 0, 0);
            case SYN_ACK_REFLECTION ->
                bots(
                        mechanism,
                        TCP,
                        SYN_ACK,
                        pick(40, 44, 60),
                        pick(80, 443, 22, 23, 179, 8080),
                        HostFlood.PER_HOST,
                        0.1,
                        chance.happens(0.5) ? 0 : chance.between(0.2, 1),
                        RST);
            case UDP_FLOOD_BOTS ->
                bots(
                        mechanism,
                        UDP,
                        0,
                        chance.happens(0.5) ? pick(540, 1052, 1400, 1428) : chance.between(60, 1400),
                        0,
                        port(0.5),
                        chance.happens(0.5) ? 0 : chance.between(0.1, 0.9),
                        0,
                        0);
            case ICMP_FLOOD ->
                bots(
                        mechanism,
                        ICMP,
                        0,
                        chance.happens(0.5) ? pick(60, 84, 1428) : chance.between(60, 1480),
                        0,
                        ECHO_REQUEST,
                        0,
                        0,
                        0);
            case GRE_FLOOD -> bots(mechanism, GRE, 0, chance.between(500, 600), 0, HostFlood.PER_HOST, 0.05, 0, 0);
            case REFLECTION -> reflection(mechanism, targets());
            case CARPET_BOMBING -> carpet(mechanism);
            case HTTP_FLOOD_BOTS, HTTP_FLOOD_PROXIES -> requests(mechanism);
            case SLOW_CONNECTIONS -> slow(mechanism);
            case HTTP_FLOOD_MIMICRY -> mimicry(mechanism);
            case REPLAY -> replay(mechanism, Objects.requireNonNull(recording));
            default -> throw new IllegalArgumentException(mechanism.id());
        };
    }

    private int pick(Integer... values) {
        return chance.pick(List.of(values));
    }

    private Service target() {
        return setting.site().services().get(setting.site().mainService());
    }

    private List<Address> targets() {
        return target().addresses().stream().filter(Address::isIpv4).toList();
    }

    /** The service's port, or all. */
    private int port(double aimed) {
        boolean one = knobs.flag("aimed", chance.happens(aimed));
        return one ? target().port() : 0;
    }

    private Course course() {
        Window trouble = setting.trouble();
        double length = trouble.seconds();
        double lead = chance.happens(0.7) ? chance.between(-90, 300) : chance.between(0, 0.4 * length);
        long start = trouble.startNanos() - (long) (StrictMath.min(lead, 1800) * Times.SECOND);
        double lasts = chance.happens(0.8) ? length * chance.between(0.85, 1.2) : length * chance.between(0.3, 0.85);
        start = StrictMath.max(knobs.time("start", start), setting.captured().startNanos());
        long drawn = StrictMath.max(start + 60 * Times.SECOND, trouble.startNanos() + (long) (lasts * Times.SECOND));
        double duration = knobs.seconds("duration", 1, 30 * 86_400, (drawn - start) / 1e9);
        double rise = knobs.seconds("rise", 0, 86_400, chance.happens(0.15) ? chance.between(30, 900) : 0);
        boolean pulses = chance.happens(0.12);
        double period = knobs.seconds("pulse_period", 0, 86_400, pulses ? chance.logBetween(20, 400) : 0);
        double duty = knobs.number("pulse_share", 0.01, 1, chance.between(0.2, 0.7));
        return new Course(
                new Window(start, start + (long) (duration * Times.SECOND)),
                (long) (StrictMath.min(rise, duration) * Times.SECOND),
                0,
                (long) (period * Times.SECOND),
                period > 0 ? duty : 1);
    }

    private Flood.Strength strength(Mechanism mechanism, double bytes, List<Address> to) {
        Course course = course();
        double size = knobs.number("size", 1e-4, 1e6, chance.logBetween(0.1, 300));
        double packetBytes = knobs.number("packet_bytes", 20, 65_535, bytes);
        double perUnit = StrictMath.max(1 / setting.pps(), packetBytes * BITS / setting.bps());
        double pps = knobs.number("pps", 0, 1e12, size / perUnit);
        return new Flood.Strength(mechanism.id(), course, pps, packetBytes, to, damage(pps * perUnit), records());
    }

    private int records() {
        return (int) knobs.number("records", 100, 1e8, setting.budget());
    }

    private Flood.Damage damage(double size) {
        boolean down = knobs.flag("takes_down", chance.happens(size < 0.5 ? 0.9 : 0.7));
        double answered = knobs.number("answered", 0, 1, chance.between(0, 0.6));
        double refused = chance.happens(0.2) ? chance.between(0, 0.8) : 0;
        double stuck = chance.between(0, 0.6);
        double retries = chance.logBetween(0.2, 4);
        long after = (long) (chance.between(0, 180) * Times.SECOND);
        return new Flood.Damage(down ? answered : 1, refused, stuck, retries, after);
    }

    private Flood synSpoofed(Mechanism mechanism) {
        double bytes = chance.happens(0.6) ? 40 : pick(44, 48, 52, 60, 60);
        SpoofedFlood.Forged forged = forged();
        double answers = knobs.number("victim_answers", 0, 1, chance.happens(0.6) ? chance.between(0.3, 1) : 0.02);
        SpoofedFlood.Form form = new SpoofedFlood.Form(
                forged,
                TCP,
                SYN,
                port(0.85),
                chance.happens(0.15) ? 1024 + chance.below(60_000) : 0,
                answers,
                chance.happens(0.85) ? SYN_ACK : RST_ACK);
        return new SpoofedFlood(strength(mechanism, bytes, targets()), form, (int) chance.logBetween(20, 5000), chance);
    }

    private Flood udpSpoofed(Mechanism mechanism) {
        double bytes = chance.happens(0.4) ? pick(29, 46, 540, 1428) : chance.between(40, 1400);
        SpoofedFlood.Form form = new SpoofedFlood.Form(forged(), UDP, 0, port(0.5), 0, 0, 0);
        return new SpoofedFlood(strength(mechanism, bytes, targets()), form, (int) chance.logBetween(20, 5000), chance);
    }

    private SpoofedFlood.Forged forged() {
        double u = chance.uniform();
        String drawn = u < 0.4 ? "any" : u < 0.7 ? "routable" : u < 0.85 ? "neighbours" : "list";
        String word = knobs.choice("senders", List.of("any", "routable", "neighbours", "list"), drawn);
        return SpoofedFlood.Forged.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private Flood bots(
            Mechanism mechanism,
            int protocol,
            int flags,
            double bytes,
            int sourcePort,
            int port,
            double sizeSpread,
            double answers,
            int answerFlags) {
        double drawn = chance.happens(0.05) ? 1 + chance.below(5) : chance.logBetween(20, 20_000);
        int count = (int) knobs.number("bots", 1, 1e6, StrictMath.rint(drawn));
        Hosts hosts = new Hosts(chance, count, chance.between(0, 1.2), chance.happens(0.25));
        HostFlood.Form form =
                new HostFlood.Form(protocol, flags, sourcePort, port, 0, sizeSpread, answers, answerFlags);
        return new HostFlood(strength(mechanism, bytes, targets()), form, hosts, chance.seed());
    }

    private Flood reflection(Mechanism mechanism, List<Address> to) {
        Reflector drawn = chance.pick(Arrays.asList(Reflector.values()));
        List<String> names = new ArrayList<>();
        for (Reflector r : Reflector.values()) {
            names.add(name(r));
        }
        String chosen = knobs.choice("protocol", names, name(drawn));
        Reflector reflector = Reflector.values()[names.indexOf(chosen)];
        int count = (int) knobs.number("reflectors", 1, 1e6, StrictMath.rint(chance.logBetween(30, 20_000)));
        Hosts hosts = new Hosts(chance, count, chance.between(0.2, 1.3), false);
        boolean onePort = chance.happens(0.6);
        HostFlood.Form form = new HostFlood.Form(
                UDP,
                0,
                reflector.port,
                onePort ? chance.happens(0.5) ? target().port() : 1024 + chance.below(60_000) : HostFlood.PER_HOST,
                reflector.fragments * chance.uniform(),
                chance.between(0, 0.3),
                0,
                0);
        double bytes = StrictMath.min(1480, reflector.bytes * chance.between(0.7, 1.2));
        return new HostFlood(strength(mechanism, bytes, to), form, hosts, chance.seed());
    }

    private static String name(Reflector reflector) {
        return reflector.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Flood carpet(Mechanism mechanism) {
        List<Address> all = new ArrayList<>();
        int first = setting.site().prefix().base().ipv4Bits();
        for (int i = 0; i < 1 << 32 - setting.site().prefix().length(); i++) {
            all.add(Address.ofIpv4(first + i));
        }
        return reflection(mechanism, all);
    }

    private Flood requests(Mechanism mechanism) {
        Service service = target();
        boolean households = mechanism == Mechanism.HTTP_FLOOD_PROXIES;
        int count =
                (int) knobs.number("bots", 1, 1e6, StrictMath.rint(chance.logBetween(30, households ? 30_000 : 8000)));
        RequestFlood.Senders senders;
        if (households) {
            long salt = chance.seed();
            double known = chance.between(0.1, 0.6);
            Community users = setting.site().users();
            senders = (draw, number, into) -> {
                // The same number is the same household each time.
                Chance own = new Chance(new Draws(Networks.mix(salt + number)));
                if (own.happens(known)) {
                    users.usual(own, into);
                } else {
                    users.fresh(own, into);
                }
            };
        } else {
            Hosts hosts = new Hosts(chance, count, 0, chance.happens(0.5));
            senders = (draw, number, into) -> hosts.peer(number, into);
        }
        double size = chance.between(90, 420);
        RequestFlood.Form form = new RequestFlood.Form(
                service,
                senders,
                count,
                knobs.number("packets_each", 1, 1e6, chance.logBetween(6, 400)),
                chance.logBetween(0.3, 3),
                chance.happens(0.3) ? chance.between(60, 300) : service.sizeOut() * chance.between(0.8, 1),
                chance.between(1, 55),
                chance.happens(0.6));
        return new RequestFlood(strength(mechanism, size, targets()), form);
    }

    private Flood slow(Mechanism mechanism) {
        int count = (int) knobs.number("bots", 1, 1e6, StrictMath.rint(chance.logBetween(5, 2000)));
        Hosts hosts = new Hosts(chance, count, 0, chance.happens(0.5));
        RequestFlood.Form form = new RequestFlood.Form(
                target(),
                (draw, number, into) -> hosts.peer(number, into),
                count,
                chance.between(1, 6),
                chance.between(0.3, 1),
                52,
                58,
                false);
        // What is slow is small: these are connections that are held, not a volume.
        Course course = course();
        double drawn = setting.pps() * chance.logBetween(0.05, 3);
        double pps = knobs.number("pps", 0, 1e12, drawn);
        Flood.Damage damage = damage(0.1);
        return new RequestFlood(
                new Flood.Strength(mechanism.id(), course, pps, chance.between(44, 90), targets(), damage, records()),
                form);
    }

    private Flood replay(Mechanism mechanism, Recording replayed) {
        double rate = knobs.number("rate", 1e-6, 1e6, 1);
        double seconds = replayed.spanNanos() / 1e9;
        double pps = rate * replayed.totalPackets() / seconds;
        double bytes = replayed.totalBytes() / StrictMath.max(1, replayed.totalPackets());
        double perUnit = StrictMath.max(1 / setting.pps(), bytes * BITS / setting.bps());
        Flood.Strength strength =
                new Flood.Strength(mechanism.id(), course(), pps, bytes, targets(), damage(pps * perUnit), records());
        return new ReplayFlood(strength, replayed, rate);
    }

    private Flood mimicry(Mechanism mechanism) {
        Site site = setting.site();
        boolean[] services = new boolean[site.services().size()];
        services[site.mainService()] = true;
        Service service = target();
        double factor = knobs.number("factor", 0.01, 1000, chance.logBetween(0.3, StrictMath.max(1, setting.growth())));
        double known = chance.between(0.2, 0.9);
        Conditions.PeerSource people = (draw, into) -> {
            if (draw.happens(known)) {
                site.users().usual(draw, into);
            } else {
                site.users().fresh(draw, into);
            }
        };
        double demand = setting.pps() / StrictMath.max(1e-9, site.ppsIn());
        return new MimicFlood(
                new Flood.Strength(
                        mechanism.id(),
                        course(),
                        factor * service.rate() * service.packetsIn() * demand,
                        service.sizeIn(),
                        targets(),
                        damage(factor),
                        setting.budget()),
                factor,
                people,
                services);
    }
}
