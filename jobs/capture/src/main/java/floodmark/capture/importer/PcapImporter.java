package floodmark.capture.importer;

import floodmark.capture.CaptureInput;
import floodmark.capture.FlowRecord;
import floodmark.capture.ImportReport;
import floodmark.capture.RecordSink;
import floodmark.capture.pcap.PacketCapture;
import java.io.IOException;

/** The capture file of libpcap and tcpdump. */
final class PcapImporter implements Importer {
    @Override
    public String id() {
        return "pcap";
    }

    @Override
    public String title() {
        return "packet capture of libpcap, microseconds or nanoseconds, either byte order";
    }

    @Override
    public String reference() {
        return "draft-ietf-opsawg-pcap";
    }

    @Override
    public String signature() {
        return "a1b2c3d4 or a1b23c4d in either byte order";
    }

    @Override
    public boolean probe(byte[] head, String fileName) {
        return PacketCapture.isPcap(head);
    }

    @Override
    public void read(CaptureInput input, ImportOptions options, RecordSink<FlowRecord> sink, ImportReport report)
            throws IOException {
        PacketCapture.pcap(input, report).read(options.meter(), sink);
    }
}
