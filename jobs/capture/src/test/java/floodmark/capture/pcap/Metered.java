package floodmark.capture.pcap;

import floodmark.capture.CaptureInput;
import floodmark.capture.FlowRecord;
import floodmark.capture.ImportReport;
import floodmark.capture.RecordSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The flows of a capture in memory, and the report. */
record Metered(List<FlowRecord> flows, ImportReport report) {

    static Metered of(byte[] capture) throws IOException {
        return of(capture, FlowMeter.Options.DEFAULT);
    }

    static Metered of(byte[] capture, FlowMeter.Options options) throws IOException {
        try (CaptureInput in = CaptureInput.of("test", capture)) {
            ImportReport report = new ImportReport("test", "test");
            List<FlowRecord> flows = new ArrayList<>();
            PacketCapture packets = PacketCapture.isPcapng(in.head())
                    ? PacketCapture.pcapng(in, report)
                    : PacketCapture.pcap(in, report);
            packets.read(options, sink(flows));
            return new Metered(flows, report);
        }
    }

    static <T> RecordSink<T> sink(List<T> into) {
        return new RecordSink<>() {
            @Override
            public void accept(T record) {
                into.add(record);
            }

            @Override
            public void close() {
                // The list is complete as it is.
            }
        };
    }

    FlowRecord only() {
        if (flows.size() != 1) {
            throw new AssertionError("one flow expected: " + flows + " " + report.ledger());
        }
        return flows.get(0);
    }
}
