package floodmark.simulate.reference;

import floodmark.model.Address;
import floodmark.model.Times;
import floodmark.model.Window;
import java.util.List;

/** Makes transfers in bulk, with parameters that are drawn or given. */
final class Transfers {
    /** What carries a transfer: a connection, datagrams such as QUIC or a tunnel's, or a tunnel of its own protocol. */
    private enum Carrier {
        TCP(6, List.of(22, 443, 445, 873, 2049, 3260, 5001, 8443), 0),
        UDP(17, List.of(443, 1194, 4500, 4789, 51_820), 80),
        ESP(50, List.of(0), 96),
        GRE(47, List.of(0), 76);

        private final int protocol;
        private final List<Integer> ports;
        /** Bytes of what carries an acknowledgement; 0 where it is the connection's own. */
        private final int wrapped;

        Carrier(int protocol, List<Integer> ports, int wrapped) {
            this.protocol = protocol;
            this.ports = ports;
            this.wrapped = wrapped;
        }
    }

    private static final List<String> CARRIERS = List.of("tcp", "udp", "esp", "gre");
    private static final int ACK = 0x10;
    private static final int PSH_ACK = 0x18;
    private static final int BITS = 8;
    /** Records of one direction that all days may hold. */
    private static final double RECORDS = 20_000;

    private static final int DAYS = 28;

    private final Mechanism mechanism;
    private final Setting setting;
    private final Chance chance;
    private final Knobs knobs;
    private final Service service;

    private Transfers(Mechanism mechanism, Setting setting, Chance chance, Knobs knobs) {
        this.mechanism = mechanism;
        this.setting = setting;
        this.chance = chance;
        this.knobs = knobs;
        service = setting.site().services().get(setting.site().mainService());
    }

    static BulkTransfer of(Mechanism mechanism, Setting setting, Chance chance, Knobs knobs) {
        return new Transfers(mechanism, setting, chance, knobs).transfer();
    }

    private BulkTransfer transfer() {
        Window window = window();
        boolean daily = mechanism == Mechanism.DAILY_TRANSFER && window.lengthNanos() < Times.DAY;
        double rise = knobs.seconds("rise", 0, 86_400, chance.happens(0.3) ? chance.between(30, 600) : 0);
        boolean inbound = knobs.flag("inbound", chance.happens(0.75));
        boolean opened = knobs.flag("opened", chance.happens(inbound ? 0.75 : 0.4));
        Carrier carrier = carrier();
        int drawnPort = chance.happens(0.35) ? service.port() : chance.pick(carrier.ports);
        int port = service.narrowed() ? service.port() : drawnPort;
        double bytes =
                knobs.number("packet_bytes", 500, 1500, chance.pick(List.of(1280, 1400, 1420, 1492, 1500, 1500)));
        double bare = chance.pick(List.of(40, 52, 52, 64));
        double answerBytes = carrier.wrapped == 0 ? bare : carrier.wrapped + chance.below(30);
        double answers = knobs.number("answers", 0, 2, chance.between(0.2, 0.6));
        double largely = chance.happens(0.1) ? chance.between(6, 20) : chance.logBetween(0.05, 6);
        double size = knobs.number("size", 1, 10_000, 1 + largely);
        int hostCount = (int) knobs.number("hosts", 1, 10_000, StrictMath.rint(chance.logBetween(0.6, 60)));
        int connections = (int) knobs.number("connections", 1, 100, chance.happens(0.5) ? 1 : 1 + chance.below(8));
        double minutes = StrictMath.max(1, window.seconds() / 60) * (daily ? DAYS : 1);
        BulkTransfer.Form form = new BulkTransfer.Form(
                mechanism,
                new Course(window, (long) (rise * Times.SECOND), 0, 0, 1),
                daily,
                inbound,
                opened || service.narrowed(),
                carrier.protocol,
                port(carrier, port),
                pps(size - 1, inbound, bytes, answers),
                bytes,
                answers,
                answerBytes,
                chance.happens(0.5) ? ACK : PSH_ACK,
                connections,
                (int) StrictMath.max(1, RECORDS / minutes));
        Hosts hosts = new Hosts(chance, StrictMath.max(1, hostCount), chance.between(0, 1), true);
        List<Address> to = service.addresses().stream().filter(Address::isIpv4).toList();
        return new BulkTransfer(form, hosts, to.subList(0, 1), chance.seed());
    }

    /** All of the trouble, or a part of it: people look for what was on when something else bothers them. */
    private Window window() {
        Window all = setting.around(chance, knobs, chance.between(-120, 1200));
        double part = chance.happens(0.7) ? 1 : chance.between(0.3, 1);
        double seconds = knobs.seconds("duration", 1, 30 * 86_400, StrictMath.max(60, all.seconds() * part));
        return new Window(all.startNanos(), all.startNanos() + (long) (seconds * Times.SECOND));
    }

    private Carrier carrier() {
        double u = chance.uniform();
        String drawn = u < 0.6 ? "tcp" : u < 0.84 ? "udp" : u < 0.94 ? "esp" : "gre";
        Carrier named = Carrier.values()[CARRIERS.indexOf(knobs.choice("protocol", CARRIERS, drawn))];
        // Where the case names port and protocol, nothing else is about the subject.
        return service.narrowed() ? service.tcp() ? Carrier.TCP : Carrier.UDP : named;
    }

    private static int port(Carrier carrier, int drawn) {
        return carrier == Carrier.TCP || carrier == Carrier.UDP ? drawn : 0;
    }

    /** Full packets a second that add so much to what comes in, in units of the usual, the larger of bits and packets. */
    private double pps(double added, boolean inbound, double bytes, double answers) {
        if (!inbound) {
            return added * setting.pps() / StrictMath.max(0.05, answers);
        }
        return added / StrictMath.max(1 / setting.pps(), bytes * BITS / setting.bps());
    }
}
