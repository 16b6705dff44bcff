package floodmark.capture.importer;

import floodmark.capture.CaptureInput;
import floodmark.capture.FlowRecord;
import floodmark.capture.ImportReport;
import floodmark.capture.RecordSink;
import java.io.IOException;

/**
 * A foreign flow or packet format that can be imported. A format is one class that implements this and one line in
 * {@link Importers#ALL}.
 *
 * <p>Reading streams: memory must not grow with the capture. What is damaged, cut or not understood is counted in the report
 * by a stable reason and left out; what could be read is kept. Only a mistake that makes the whole input useless is thrown,
 * as a {@link floodmark.model.UserError}.
 */
public interface Importer {
    /** Short stable identifier, such as {@code pcap}. */
    String id();

    /** What it is, in a few words. */
    String title();

    /** Where the format is defined. */
    String reference();

    /** How such a file is recognised, for the message when none is. */
    String signature();

    /**
     * True if the input is of this format.
     *
     * @param head its first bytes, unpacked; fewer than {@link CaptureInput#HEAD} only if there are no more
     * @param fileName its name, for formats that have nothing better
     */
    boolean probe(byte[] head, String fileName);

    /** Reads all of the input; the caller closes input and sink. */
    void read(CaptureInput input, ImportOptions options, RecordSink<FlowRecord> sink, ImportReport report)
            throws IOException;
}
