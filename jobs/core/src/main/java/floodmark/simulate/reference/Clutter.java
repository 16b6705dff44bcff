package floodmark.simulate.reference;

import floodmark.model.Address;
import java.util.List;

/**
 * What reaches every address: scanners, pings, and answers to what the subject itself asks resolvers and time servers.
 *
 * @param scans records a second of SYN packets to any port
 * @param pings records a second of echo requests
 * @param errands records a second of the subject's own questions
 * @param resolver whom it asks for names
 */
record Clutter(double scans, double pings, double errands, int resolver) {
    private static final int SYN = 0x02;
    private static final int DNS = 53;
    private static final int NTP = 123;
    private static final long SECOND = 1_000_000_000L;

    static Clutter draw(Chance chance, Knobs knobs, double recordsPerSecond) {
        return new Clutter(
                recordsPerSecond * knobs.number("scans", 0, 10, chance.logBetween(0.003, 0.1)),
                recordsPerSecond * chance.logBetween(0.001, 0.02),
                recordsPerSecond * chance.logBetween(0.002, 0.05),
                Networks.routable(chance));
    }

    void emit(Moment moment) {
        Chance chance = moment.chance();
        Recorder recorder = moment.recorder();
        List<Service> services = moment.site().services();
        Peer peer = new Peer();
        int count = chance.count(scans * moment.seconds());
        for (int i = 0; i < count; i++) {
            peer.setIpv4(Networks.routable(chance), 40 + chance.below(200));
            long at = moment.anywhere();
            int port =
                    chance.happens(0.5) ? chance.below(65_536) : services.get(0).port();
            recorder.in(
                    at,
                    at,
                    peer,
                    ipv4(chance.pick(services)),
                    32768 + chance.below(28232),
                    port,
                    6,
                    SYN,
                    1,
                    chance.happens(0.6) ? 40 : 60);
        }
        count = chance.count(pings * moment.seconds());
        for (int i = 0; i < count; i++) {
            peer.setIpv4(Networks.routable(chance), 50);
            long at = moment.anywhere();
            Address to = ipv4(chance.pick(services));
            recorder.in(at, at, peer, to, 0, 8 * 256, 1, 0, 1, 84);
            recorder.out(at, at, to, peer, 0, 0, 1, 0, 1, 84);
        }
        count = chance.count(errands * moment.seconds());
        for (int i = 0; i < count; i++) {
            boolean names = chance.happens(0.7);
            peer.setIpv4(names ? resolver : Networks.routable(chance), 55);
            long at = moment.anywhere();
            Address own = ipv4(chance.pick(services));
            int port = names ? DNS : NTP;
            int ownPort = names ? 32768 + chance.below(28232) : NTP;
            recorder.out(at, at, own, peer, ownPort, port, 17, 0, 1, 76);
            recorder.in(
                    at + SECOND / 20,
                    at + SECOND / 20,
                    peer,
                    own,
                    port,
                    ownPort,
                    17,
                    0,
                    1,
                    names ? 100 + chance.below(300) : 76);
        }
    }

    /** Every service has an IPv4 address, and it comes first. */
    private static Address ipv4(Service service) {
        return service.addresses().get(0);
    }
}
