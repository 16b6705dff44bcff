package floodmark.capture.pcap;

import floodmark.capture.ImportReport;
import floodmark.model.Times;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers the ports of first fragments, so that later ones, which carry none, count to the same flow. Bounded: the least
 * recently used is forgotten first, and none is used after the time that IPv6 grants for reassembly (RFC 8200, section 4.5).
 */
final class FragmentTable {
    private static final int MOST = 4096;
    private static final long LIFETIME = 60 * Times.SECOND;

    private record Key(
            long sourceHigh, long sourceLow, long destinationHigh, long destinationLow, int protocol, long id) {
        static Key of(Packet packet) {
            return new Key(
                    packet.sourceHigh,
                    packet.sourceLow,
                    packet.destinationHigh,
                    packet.destinationLow,
                    packet.fragmentProtocol,
                    packet.fragmentId);
        }
    }

    private record First(long timeNanos, int protocol, int sourcePort, int destinationPort) {}

    private final ImportReport report;
    private final Map<Key, First> firsts = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, First> eldest) {
            return size() > MOST;
        }
    };

    FragmentTable(ImportReport report) {
        this.report = report;
    }

    /** Gives a later fragment the ports of its first one, if that has been seen; remembers those of a first one. */
    void resolve(Packet packet) {
        if (!packet.fragment) {
            return;
        }
        report.find("fragments");
        if (!packet.laterFragment) {
            firsts.put(
                    Key.of(packet),
                    new First(packet.timeNanos, packet.protocol, packet.sourcePort, packet.destinationPort));
            return;
        }
        First first = firsts.get(Key.of(packet));
        if (first == null || Math.abs(packet.timeNanos - first.timeNanos) > LIFETIME) {
            report.find("fragments.without-first");
            return;
        }
        packet.protocol = first.protocol;
        packet.sourcePort = first.sourcePort;
        packet.destinationPort = first.destinationPort;
    }
}
