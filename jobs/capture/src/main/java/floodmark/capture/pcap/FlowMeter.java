package floodmark.capture.pcap;

import floodmark.capture.FlowRecord;
import floodmark.capture.ImportReport;
import floodmark.capture.RecordSink;
import java.io.IOException;

/**
 * Makes unidirectional flows of packets (RFC 7011, section 2): packets with the same addresses, protocol and ports (ICMP: type
 * and code) belong together until the idle or the active timeout.
 *
 * <p>A packet belongs to the open flow of its key if it lies no further than the idle timeout from the flow's first or last
 * packet, and the flow would then last less than the active timeout; else that flow ends and a new one begins. Times need not
 * be monotone. A flow also ends when another packet shows that the idle timeout has passed, and when more flows are open than
 * allowed; then the one whose last packet is longest ago goes first. Memory is bounded by that number alone, and the order of
 * the output depends on the packets alone.
 */
public final class FlowMeter {
    /**
     * How flows end.
     *
     * @param activeNanos longest duration of a flow, at least 1
     * @param idleNanos longest silence within a flow, at least 1
     * @param mostOpen flows that may be open at a time, at least 1; some 110 bytes each
     */
    public record Options(long activeNanos, long idleNanos, int mostOpen) {
        /** 60 s active, 15 s idle, a million flows. */
        public static final Options DEFAULT = new Options(60_000_000_000L, 15_000_000_000L, 1_000_000);

        public Options {
            if (activeNanos < 1 || idleNanos < 1 || mostOpen < 1) {
                throw new IllegalArgumentException("timeouts and open flows are at least 1");
            }
        }
    }

    private final Options options;
    private final RecordSink<FlowRecord> sink;
    private final ImportReport report;
    private final FlowTable flows = new FlowTable();

    FlowMeter(Options options, RecordSink<FlowRecord> sink, ImportReport report) {
        this.options = options;
        this.sink = sink;
        this.report = report;
    }

    /** Counts a packet. */
    void add(Packet packet) throws IOException {
        long time = packet.timeNanos;
        while (flows.size() > 0 && exceeds(flows.end(flows.oldest()), time, options.idleNanos)) {
            emit(flows.oldest());
        }
        int row = flows.find(packet);
        if (row >= 0 && !belongs(row, time)) {
            emit(row);
            row = -1;
        }
        if (row >= 0) {
            flows.add(row, packet);
            return;
        }
        if (flows.size() == options.mostOpen) {
            report.find("flows.evicted");
            emit(flows.oldest());
        }
        flows.open(packet);
    }

    private boolean belongs(int row, long time) {
        long start = flows.start(row);
        long end = flows.end(row);
        boolean near = time < start
                ? !exceeds(time, start, options.idleNanos)
                : time <= end || !exceeds(end, time, options.idleNanos);
        return near && !exceeds(Math.min(start, time), Math.max(end, time), options.activeNanos - 1);
    }

    /** True if two times, in either order, are further apart than the limit. */
    private static boolean exceeds(long one, long other, long limit) {
        return Long.compareUnsigned(one < other ? other - one : one - other, limit) > 0;
    }

    private void emit(int row) throws IOException {
        report.record();
        sink.accept(flows.close(row));
    }

    /** Ends all flows that are still open, by their start. */
    void finish() throws IOException {
        for (int row : flows.byStart()) {
            emit(row);
        }
    }
}
