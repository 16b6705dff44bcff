package floodmark.capture.pcap;

import floodmark.capture.CaptureInput;
import floodmark.capture.ImportReport;
import floodmark.model.Times;
import floodmark.model.UserError;
import java.io.IOException;

/**
 * Reads the classic capture file of libpcap: a file header of 24 bytes, then records of a header of 16 bytes (seconds,
 * fraction, captured and original length) and the frame. Byte order and unit of the fraction follow from the magic number.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-opsawg-pcap/">PCAP Capture File Format</a>
 */
final class PcapReader implements FrameReader {
    private static final long MICROS = 0xa1b2c3d4L;
    private static final long NANOS = 0xa1b23c4dL;
    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;

    /** What a record may hold where the file states a smaller snap length: some writers go above their own limit. */
    private static final long LONGEST_RECORD = 262_144;

    private final CaptureInput in;
    private final ImportReport report;
    private final boolean bigEndian;
    private final long nanosPerUnit;
    private final long longest;
    private final int linkType;
    private final byte[] header = new byte[FILE_HEADER];

    /**
     * Reads the file header.
     *
     * @throws UserError if it is cut, or of a version that does not exist
     */
    PcapReader(CaptureInput in, ImportReport report) throws IOException {
        this.in = in;
        this.report = report;
        int read = in.readUpTo(header, 0, FILE_HEADER);
        if (read < FILE_HEADER) {
            throw UserError.of(
                    in.name(), "pcap file header is cut", read + " bytes", "24 bytes", "Fetch the capture again");
        }
        this.bigEndian = isMagic(Bits.u32(header, 0));
        this.nanosPerUnit = Bits.u32(header, 0, bigEndian) == NANOS ? 1 : 1000;
        int version = Bits.u16(header, 4, bigEndian);
        if (version != 2) {
            throw UserError.of(
                    in.name(), "pcap version is not known", version, "2", "Rewrite the capture with editcap -F pcap");
        }
        this.longest = Math.max(Bits.u32(header, 16, bigEndian), LONGEST_RECORD);
        // The upper half holds the length of the frame check sequence and flags.
        this.linkType = Bits.u16(header, bigEndian ? 22 : 20, bigEndian);
    }

    private static boolean isMagic(long value) {
        return value == MICROS || value == NANOS;
    }

    /** True if the bytes start as such a file does. */
    static boolean probe(byte[] head) {
        return head.length >= 4 && (isMagic(Bits.u32(head, 0, true)) || isMagic(Bits.u32(head, 0, false)));
    }

    @Override
    public boolean next(Frame frame) throws IOException {
        long start = in.position();
        int read = in.readUpTo(header, 0, RECORD_HEADER);
        if (read < RECORD_HEADER) {
            return read == 0 && in.damage().isEmpty() ? false : cut(start);
        }
        long captured = Bits.u32(header, 8, bigEndian);
        if (captured > longest) {
            report.skip("damaged-file", "from byte " + start + " on: a record of " + captured + " bytes");
            return false;
        }
        frame.captured = (int) Math.min(captured, Frame.LONGEST);
        if (in.readUpTo(frame.data, 0, frame.captured) < frame.captured || !in.pass(captured - frame.captured)) {
            return cut(start);
        }
        frame.original = Bits.u32(header, 12, bigEndian);
        frame.linkType = linkType;
        frame.timed = true;
        long fraction = Bits.u32(header, 4, bigEndian) * nanosPerUnit;
        if (fraction >= Times.SECOND) {
            report.find("clock-fraction-above-one");
        }
        frame.timeNanos = Bits.u32(header, 0, bigEndian) * Times.SECOND + fraction;
        return true;
    }

    private boolean cut(long start) {
        String why = in.damage().isEmpty() ? "the file ends within a record" : in.damage();
        report.skip("cut-file", "from byte " + start + " on: " + why);
        return false;
    }
}
