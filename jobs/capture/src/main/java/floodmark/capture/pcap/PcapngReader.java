package floodmark.capture.pcap;

import floodmark.capture.CaptureInput;
import floodmark.capture.ImportReport;
import floodmark.model.UserError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads pcapng: blocks of a type, a length, a body and the length again; a section header starts over with its own byte
 * order and interfaces. Unknown blocks and options are passed over.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-opsawg-pcapng/">PCAP Next Generation (pcapng) Capture File
 *     Format</a>
 */
final class PcapngReader implements FrameReader {
    private static final long SECTION = 0x0a0d0d0aL;
    private static final int INTERFACE = 1;
    private static final int OLD_PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int ENHANCED_PACKET = 6;
    private static final long BYTE_ORDER = 0x1a2b3c4dL;

    private static final int OPTION_END = 0;
    private static final int OPTION_RESOLUTION = 9;
    private static final int OPTION_OFFSET = 14;
    private static final int MICROSECONDS = 6;

    /** Type and length before the body, length behind it. */
    private static final int ENVELOPE = 12;

    private static final int MOST_INTERFACES = 1 << 16;

    /** What a block was. */
    private enum Outcome {
        PACKET,
        OTHER,
        /** The capture ends within it. */
        CUT,
        /** What follows cannot be read; that has been reported. */
        END
    }

    private final CaptureInput in;
    private final ImportReport report;
    private final List<CaptureInterface> interfaces = new ArrayList<>();
    private final byte[] body = new byte[Frame.LONGEST];
    private boolean bigEndian;

    /** Start, length and unread bytes of the body of the block at hand. */
    private long blockStart;

    private long blockLength;
    private long bodyLeft;

    PcapngReader(CaptureInput in, ImportReport report) {
        this.in = in;
        this.report = report;
    }

    /** True if the bytes start as such a file does. */
    static boolean probe(byte[] head) {
        return head.length >= 12 && Bits.u32(head, 0) == SECTION && (isOrder(head, true) || isOrder(head, false));
    }

    private static boolean isOrder(byte[] block, boolean bigEndian) {
        return Bits.u32(block, 8, bigEndian) == BYTE_ORDER;
    }

    @Override
    public boolean next(Frame frame) throws IOException {
        while (true) {
            blockStart = in.position();
            int read = in.readUpTo(body, 0, 8);
            if (read < 8) {
                return read == 0 && in.damage().isEmpty() ? false : cut();
            }
            long type = Bits.u32(body, 0, bigEndian);
            boolean section = type == SECTION;
            // A section states its byte order behind its length.
            if (section && !readByteOrder()) {
                return false;
            }
            blockLength = Bits.u32(body, 4, bigEndian);
            if (blockLength < ENVELOPE + (section ? 16 : 0) || blockLength % 4 != 0) {
                return damaged("a block of " + blockLength + " bytes");
            }
            bodyLeft = blockLength - ENVELOPE - (section ? 4 : 0);
            Outcome outcome = readBody(type, frame);
            if (outcome == Outcome.END) {
                return false;
            }
            if (outcome == Outcome.CUT || !in.pass(bodyLeft) || in.readUpTo(body, 0, 4) < 4) {
                return cut();
            }
            if (Bits.u32(body, 0, bigEndian) != blockLength) {
                return damaged("a block that states two lengths");
            }
            if (outcome == Outcome.PACKET) {
                return true;
            }
        }
    }

    private boolean readByteOrder() throws IOException {
        if (in.readUpTo(body, 8, 4) < 4) {
            return cut();
        }
        if (!isOrder(body, true) && !isOrder(body, false)) {
            return damaged("a section without a byte order");
        }
        bigEndian = isOrder(body, true);
        return true;
    }

    private Outcome readBody(long type, Frame frame) throws IOException {
        if (type == SECTION) {
            return readSection();
        } else if (type == INTERFACE) {
            return readInterface();
        } else if (type == ENHANCED_PACKET || type == OLD_PACKET) {
            return readPacket(type, frame);
        } else if (type == SIMPLE_PACKET) {
            return readSimplePacket(frame);
        }
        return Outcome.OTHER;
    }

    private Outcome readSection() throws IOException {
        if (!take(4)) {
            return Outcome.CUT;
        }
        interfaces.clear();
        int version = Bits.u16(body, 0, bigEndian);
        if (version != 1 && blockStart > 0) {
            report.skip("damaged-file", "from byte " + blockStart + " on: a section of version " + version);
            return Outcome.END;
        }
        if (version != 1) {
            throw UserError.of(
                    in.name(),
                    "pcapng version is not known",
                    version,
                    "1",
                    "Rewrite the capture with editcap -F pcapng");
        }
        return Outcome.OTHER;
    }

    private Outcome readInterface() throws IOException {
        int length = (int) Math.min(bodyLeft, body.length);
        if (!take(length)) {
            return Outcome.CUT;
        }
        if (length < 8 || interfaces.size() == MOST_INTERFACES) {
            report.skip("damaged-block");
            return Outcome.OTHER;
        }
        int resolution = MICROSECONDS;
        long offset = 0;
        int at = 8;
        while (at + 4 <= length) {
            int code = Bits.u16(body, at, bigEndian);
            int size = Bits.u16(body, at + 2, bigEndian);
            at += 4;
            if (code == OPTION_END || at + size > length) {
                break;
            }
            if (code == OPTION_RESOLUTION && size >= 1) {
                resolution = body[at] & 0xff;
            } else if (code == OPTION_OFFSET && size >= 8) {
                offset = Bits.i64(body, at, bigEndian);
            }
            at += (size + 3) & ~3;
        }
        int linkType = Bits.u16(body, 0, bigEndian);
        interfaces.add(new CaptureInterface(linkType, Bits.u32(body, 4, bigEndian), resolution, offset));
        return Outcome.OTHER;
    }

    private Outcome readPacket(long type, Frame frame) throws IOException {
        if (bodyLeft < 20) {
            report.skip("damaged-block");
            return Outcome.OTHER;
        }
        if (!take(20)) {
            return Outcome.CUT;
        }
        // The obsolete block has 16 bits of interface and a count of drops where the enhanced one has 32 bits.
        long number = type == OLD_PACKET ? Bits.u16(body, 0, bigEndian) : Bits.u32(body, 0, bigEndian);
        long units = Bits.u32(body, 4, bigEndian) << 32 | Bits.u32(body, 8, bigEndian);
        long captured = Bits.u32(body, 12, bigEndian);
        frame.original = Bits.u32(body, 16, bigEndian);
        if (captured > bodyLeft) {
            report.skip("damaged-block");
            return Outcome.OTHER;
        }
        if (number >= interfaces.size()) {
            report.frame();
            report.skip("unknown-interface");
            return Outcome.OTHER;
        }
        CaptureInterface from = interfaces.get((int) number);
        frame.linkType = from.linkType();
        try {
            frame.timeNanos = from.nanos(units);
            frame.timed = true;
        } catch (ArithmeticException e) {
            frame.timed = false;
        }
        return takeFrame(frame, captured);
    }

    private Outcome readSimplePacket(Frame frame) throws IOException {
        if (bodyLeft < 4 || interfaces.isEmpty()) {
            report.skip("damaged-block");
            return Outcome.OTHER;
        }
        if (!take(4)) {
            return Outcome.CUT;
        }
        CaptureInterface from = interfaces.get(0);
        frame.original = Bits.u32(body, 0, bigEndian);
        frame.linkType = from.linkType();
        frame.timed = false;
        long kept = from.snapLength() == 0 ? frame.original : Math.min(frame.original, from.snapLength());
        return takeFrame(frame, Math.min(kept, bodyLeft));
    }

    private Outcome takeFrame(Frame frame, long captured) throws IOException {
        frame.captured = (int) Math.min(captured, Frame.LONGEST);
        bodyLeft -= frame.captured;
        return in.readUpTo(frame.data, 0, frame.captured) == frame.captured ? Outcome.PACKET : Outcome.CUT;
    }

    /** Reads the next bytes of the body to the front of the array; false if the capture ends before. */
    private boolean take(int length) throws IOException {
        int wanted = (int) Math.min(length, bodyLeft);
        bodyLeft -= wanted;
        return in.readUpTo(body, 0, wanted) == wanted;
    }

    private boolean cut() {
        String why = in.damage().isEmpty() ? "the file ends within a block" : in.damage();
        report.skip("cut-file", "from byte " + blockStart + " on: " + why);
        return false;
    }

    private boolean damaged(String what) {
        report.skip("damaged-file", "from byte " + blockStart + " on: " + what);
        return false;
    }
}
