package floodmark.capture.importer;

import floodmark.capture.CaptureInput;
import floodmark.capture.FlowRecord;
import floodmark.capture.ImportReport;
import floodmark.capture.RecordSink;
import floodmark.capture.pcap.PacketCapture;
import java.io.IOException;

/** The capture file of Wireshark. */
final class PcapngImporter implements Importer {
    @Override
    public String id() {
        return "pcapng";
    }

    @Override
    public String title() {
        return "packet capture of Wireshark, several sections and interfaces, either byte order";
    }

    @Override
    public String reference() {
        return "draft-ietf-opsawg-pcapng";
    }

    @Override
    public String signature() {
        return "0a0d0d0a";
    }

    @Override
    public boolean probe(byte[] head, String fileName) {
        return PacketCapture.isPcapng(head);
    }

    @Override
    public void read(CaptureInput input, ImportOptions options, RecordSink<FlowRecord> sink, ImportReport report)
            throws IOException {
        PacketCapture.pcapng(input, report).read(options.meter(), sink);
    }
}
