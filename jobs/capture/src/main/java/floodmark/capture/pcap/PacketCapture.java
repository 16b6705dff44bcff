package floodmark.capture.pcap;

import floodmark.capture.CaptureInput;
import floodmark.capture.FlowRecord;
import floodmark.capture.ImportReport;
import floodmark.capture.RecordSink;
import floodmark.model.Times;
import java.io.IOException;
import java.time.Instant;

/** A packet capture on its way to flows: frame, link header, IP header, flow. */
public final class PacketCapture {
    /** Times outside are counted as implausible: before packet capture existed, after its 32-bit seconds end. */
    private static final long EARLIEST = Times.nanos(Instant.parse("1980-01-01T00:00:00Z"));

    private static final long LATEST = Times.nanos(Instant.parse("2100-01-01T00:00:00Z"));

    private final FrameReader frames;
    private final ImportReport report;
    private final LinkLayer link;
    private final IpHeaders ip;
    private final FragmentTable fragments;
    private long lastTime;

    private PacketCapture(FrameReader frames, ImportReport report) {
        this.frames = frames;
        this.report = report;
        this.link = new LinkLayer(report);
        this.ip = new IpHeaders(report);
        this.fragments = new FragmentTable(report);
    }

    /** True if the bytes start as a pcap file does. */
    public static boolean isPcap(byte[] head) {
        return PcapReader.probe(head);
    }

    /** True if the bytes start as a pcapng file does. */
    public static boolean isPcapng(byte[] head) {
        return PcapngReader.probe(head);
    }

    /** A classic capture file. */
    public static PacketCapture pcap(CaptureInput in, ImportReport report) throws IOException {
        return new PacketCapture(new PcapReader(in, report), report);
    }

    /** A next-generation capture file. */
    public static PacketCapture pcapng(CaptureInput in, ImportReport report) {
        return new PacketCapture(new PcapngReader(in, report), report);
    }

    /** Reads to the end and hands on the flows. */
    public void read(FlowMeter.Options options, RecordSink<FlowRecord> sink) throws IOException {
        FlowMeter meter = new FlowMeter(options, sink, report);
        Frame frame = new Frame();
        Packet packet = new Packet();
        while (frames.next(frame)) {
            report.frame();
            int network = link.networkHeader(frame);
            if (network < 0 || !ip.read(frame, network, packet)) {
                continue;
            }
            packet.timeNanos = timeOf(frame);
            report.packet(packet.timeNanos, packet.bytes);
            fragments.resolve(packet);
            meter.add(packet);
        }
        meter.finish();
    }

    /** A frame without a usable time gets the time of the packet before it. */
    private long timeOf(Frame frame) {
        if (!frame.timed) {
            report.correct("clock-none");
            return lastTime;
        }
        if (frame.timeNanos < EARLIEST || frame.timeNanos >= LATEST) {
            report.find("clock-implausible");
        }
        if (frame.timeNanos < lastTime) {
            report.find("clock-backwards");
        }
        lastTime = frame.timeNanos;
        return lastTime;
    }
}
