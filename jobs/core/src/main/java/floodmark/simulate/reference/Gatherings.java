package floodmark.simulate.reference;

import floodmark.evidence.Explanation;
import floodmark.model.Times;
import java.util.List;

/**
 * Makes gatherings, with parameters that are drawn or given. They are what a flood is easily mistaken for: added packets of one
 * size, from senders nobody knows, at steady rates. What tells them from it is that the service answers, and that each connection
 * is one.
 */
final class Gatherings {
    private static final double NEVER = 1e6;
    private static final int RECORD_SECONDS = 55;
    private static final double LEAST_RECORDS = 0.1;

    private final Setting setting;
    private final Chance chance;
    private final Knobs knobs;
    private final Service service;

    private Gatherings(Setting setting, Chance chance, Knobs knobs) {
        this.setting = setting;
        this.chance = chance;
        this.knobs = knobs;
        service = setting.site().services().get(setting.site().mainService());
    }

    static Gathering of(Mechanism mechanism, Setting setting, Chance chance, Knobs knobs) {
        Gatherings made = new Gatherings(setting, chance, knobs);
        return switch (mechanism) {
            case CROWD_DOWNLOAD -> made.download();
            case CROWD_MACHINES -> made.machines();
            case CROWD_REALTIME -> made.realtime();
            case CROWD_CRAWLERS -> made.crawlers();
            case MONITORING -> made.monitoring();
            default -> throw new IllegalArgumentException(mechanism.id());
        };
    }

    /** A release, a film, a firmware: one acknowledgement for one to four full packets (RFC 5681 asks for one in two). */
    private Gathering download() {
        Course course = course(0.6, 0);
        double decay = chance.happens(0.5) ? setting.trouble().seconds() * chance.between(0.4, 3) : 0;
        boolean quic = udp(0.15);
        Asked drawn = new Asked(
                quic ? Application.QUIC : chance.happens(0.7) ? Application.STREAM : Application.WEB,
                quic ? port(443) : service.port(),
                chance.logBetween(60, 20_000),
                quic ? chance.between(60, 85) : chance.pick(List.of(40, 52, 52, 54, 64)),
                chance.between(1, 4),
                chance.pick(List.of(1280, 1400, 1452, 1492, 1500)),
                chance.between(0, 1),
                chance.happens(0.6) ? 0 : chance.between(0, 0.6),
                chance.between(0.2, 0.95));
        // Managers open several connections at once and mirrors come back: there may be far fewer hosts than records.
        Clients clients = clients(List.of("usual", "new", "new", "fleet", "hosting"), 20, 20_000);
        return gathering(Mechanism.CROWD_DOWNLOAD, course, decay, setting.growth(), drawn, clients);
    }

    /** Notified all at once, or woken by a clock: what one asks, all ask. */
    private Gathering machines() {
        boolean drawnTimer = chance.happens(0.4);
        double most = StrictMath.max(40, setting.trouble().seconds() / 2);
        double every = StrictMath.min(most, chance.logBetween(20, 1800));
        Course course = course(0.9, drawnTimer ? every : 0);
        double once = StrictMath.max(120, setting.trouble().seconds() * chance.between(0.2, 2));
        double decay = drawnTimer || chance.happens(0.3) ? 0 : once;
        List<String> words = List.of("call", "datagram", "keep-alive");
        String drawnWord = udp(0.3) ? "datagram" : chance.happens(0.7) ? "call" : "keep-alive";
        String request = knobs.choice("request", words, drawnWord);
        Asked drawn = switch (request) {
            case "datagram" -> datagram();
            case "keep-alive" -> keepAlive();
            default -> call();
        };
        Clients clients = clients(List.of("usual", "new", "fleet", "fleet"), 200, 50_000);
        return gathering(Mechanism.CROWD_MACHINES, course, decay, setting.growth(), drawn, clients);
    }

    private Asked call() {
        return new Asked(
                service.tcp() ? Application.API : service.application(),
                service.port(),
                chance.between(4, 14),
                chance.between(60, 420),
                chance.between(0.6, 1.5),
                chance.between(60, 700),
                0.05,
                chance.happens(0.7) ? 0 : chance.between(0, 0.2),
                0);
    }

    /** The time (NTP is 48 bytes and headers), a name, or the first packet of QUIC, which is padded (RFC 9000 section 14.1). */
    private Asked datagram() {
        boolean time = chance.happens(0.4);
        boolean name = chance.happens(0.4);
        double size = time ? 76 : name ? chance.between(56, 100) : chance.between(1228, 1280);
        double back = time ? 76 : chance.between(60, 1280);
        int packets = 1 + chance.below(3);
        boolean over = !service.narrowed() || !service.tcp();
        return new Asked(
                over ? Application.DNS : service.application(),
                port(time ? 123 : name ? 53 : 443),
                packets,
                size,
                1,
                back,
                0,
                0,
                0);
    }

    /** Connections that stay open, with a packet without content now and then (RFC 9293 section 3.8.4). */
    private Asked keepAlive() {
        return new Asked(
                service.tcp() ? Application.STREAM : service.application(),
                service.port(),
                chance.between(4, 40),
                chance.pick(List.of(41, 53, 52, 66, 86)),
                chance.between(0.8, 1.2),
                chance.pick(List.of(40, 52, 66)),
                0.05,
                0,
                chance.between(0.5, 1));
    }

    /** Voice is 20 to 100 packets a second of one size each way; games and pictures are like it. */
    private Gathering realtime() {
        Course course = course(0.4, 0);
        boolean datagrams = udp(0.85);
        double perSecond = chance.logBetween(15, 120);
        Asked drawn = new Asked(
                datagrams ? Application.VOICE : Application.STREAM,
                datagrams ? port(chance.pick(List.of(3478, 3479, 5004, 10_000, 19_302, 27_015))) : service.port(),
                perSecond * RECORD_SECONDS,
                chance.happens(0.7) ? chance.between(74, 260) : chance.between(260, 1250),
                chance.happens(0.7) ? chance.between(0.9, 1.1) : chance.between(1.1, 4),
                chance.between(74, 1250),
                chance.between(0, 0.3),
                chance.happens(0.6) ? 0 : chance.between(0, 0.4),
                datagrams ? 0 : chance.between(0.5, 1));
        Clients clients = clients(List.of("usual", "new", "fleet", "fleet"), 20, 5000);
        return gathering(Mechanism.CROWD_REALTIME, course, 0, setting.growth(), drawn, clients);
    }

    /** Search engines, archives, those who gather texts: complete connections, one after the other. */
    private Gathering crawlers() {
        Course course = course(0.6, 0);
        boolean keep = chance.happens(0.5);
        Asked drawn = new Asked(
                service.tcp() ? keep ? Application.STREAM : Application.WEB : service.application(),
                service.port(),
                chance.logBetween(6, 600),
                chance.between(60, 420),
                chance.logBetween(0.8, 4),
                chance.between(500, 1480),
                chance.between(0, 0.4),
                chance.between(0, 0.4),
                keep ? chance.between(0, 0.8) : 0);
        Clients clients = clients(List.of("hosting"), 2, 600);
        return gathering(Mechanism.CROWD_CRAWLERS, course, 0, setting.growth(), drawn, clients);
    }

    /** Uptime checks and probes from a few places: small, and as regular as nothing else. */
    private Gathering monitoring() {
        boolean timer = chance.happens(0.5);
        Course course = course(1, timer ? chance.logBetween(20, 300) : 0);
        Asked drawn = call();
        Clients clients = clients(List.of("hosting"), 2, 60);
        return gathering(Mechanism.MONITORING, course, 0, 1 + chance.logBetween(0.01, 0.2), drawn, clients);
    }

    /** Whether it comes in datagrams: where the case names a TCP port, nothing else is about the subject. */
    private boolean udp(double likely) {
        boolean drawn = chance.happens(likely);
        return !service.tcp() || drawn && !service.narrowed();
    }

    /** Datagrams go where the service takes them already, or else to a port of their own. */
    private int port(int own) {
        return service.tcp() && !service.narrowed() ? own : service.port();
    }

    private Course course(double sharp, double period) {
        boolean step = chance.happens(sharp);
        double quick = chance.logBetween(1, 60);
        double slow = chance.logBetween(300, 7200);
        double part = chance.between(0.3, 1);
        double soon = chance.between(-30, 240);
        double duty = knobs.number("pulse_share", 0.01, 1, chance.between(0.05, 0.5));
        double rise = knobs.seconds("rise", 0, 86_400, step ? quick : slow);
        double pulses = knobs.seconds("period", 0, 86_400, period);
        return new Course(
                setting.around(chance, knobs, step ? soon : rise * part),
                (long) (rise * Times.SECOND),
                0,
                (long) (pulses * Times.SECOND),
                pulses > 0 ? duty : 1);
    }

    private Clients clients(List<String> words, int least, int most) {
        String kind = knobs.choice("clients", Clients.KINDS, chance.pick(words));
        double count = knobs.number("hosts", 1, 1e6, StrictMath.rint(chance.logBetween(least, most)));
        double known = 1 - knobs.number("new_networks", 0, 1, chance.between(0.5, 1));
        return new Clients(kind, (int) count, known, chance.seed());
    }

    private Gathering gathering(
            Mechanism mechanism, Course course, double decay, double drawnSize, Asked drawn, Clients clients) {
        Site site = setting.site();
        double size = knobs.number("size", 1, 10_000, drawnSize);
        double pps = knobs.number("pps", 0, 1e12, (size - 1) * setting.pps());
        boolean tooMuch = mechanism.kind() == Explanation.FLASH_CROWD && chance.happens(0.15);
        double holds = 1 + (size - 1) * chance.between(0.3, 0.9);
        Overload overload = new Overload(
                knobs.number("service_capacity", 0.1, 1e6, tooMuch ? holds : NEVER),
                knobs.number("collapse", 0, 3, chance.between(0, 0.8)),
                chance.between(0, 0.9),
                knobs.number("retries", 0, 50, chance.logBetween(0.3, 3)));
        // A handful of records would come and go by chance: what is steady takes a tenth of the usual number at least.
        double most = pps / (LEAST_RECORDS * site.sessions());
        Asked named = new Asked(
                drawn.application(),
                drawn.port(),
                knobs.number("packets_each", 1, 1e6, StrictMath.min(drawn.packetsIn(), StrictMath.max(1, most))),
                knobs.number("packet_bytes", 40, 1500, drawn.sizeIn()),
                knobs.number("answers", 0, 100, drawn.answers()),
                knobs.number("answer_bytes", 40, 1500, drawn.sizeOut()),
                drawn.sigma(),
                knobs.number("size_spread", 0, 1, drawn.varied()),
                drawn.lasting());
        // Records grow no more than those of a crowd of that size: where sessions are heavy, each stands for several.
        Asked asked = named.atLeast(pps / (StrictMath.max(1, setting.growth()) * site.sessions()));
        double decays = knobs.seconds("decay", 0, 86_400, decay);
        return new Gathering(
                new Gathering.Form(
                        mechanism,
                        course,
                        (long) (decays * Times.SECOND),
                        site.mainService(),
                        asked.of(service),
                        pps / asked.packetsIn(),
                        size - 1,
                        overload),
                clients.of(site));
    }
}
