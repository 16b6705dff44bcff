package floodmark.capture.pcap;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes a pcapng file into memory, block by block. */
public final class PcapngFile {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private ByteOrder order = ByteOrder.BIG_ENDIAN;

    interface Fields {
        void put(ByteBuffer buffer);
    }

    /** Starts a section in a byte order. */
    public PcapngFile section(ByteOrder byteOrder) {
        order = byteOrder;
        return block(
                0x0a0d0d0a,
                16,
                b -> b.putInt(0x1a2b3c4d)
                        .putShort((short) 1)
                        .putShort((short) 0)
                        .putLong(-1));
    }

    PcapngFile block(int type, int bodyLength, Fields body) {
        int padded = (bodyLength + 3) & ~3;
        ByteBuffer buffer = ByteBuffer.allocate(12 + padded).order(order);
        buffer.putInt(type).putInt(12 + padded);
        body.put(buffer);
        buffer.position(8 + padded);
        buffer.putInt(12 + padded);
        out.writeBytes(buffer.array());
        return this;
    }

    /** Describes an interface with a resolution and an offset in seconds. */
    public PcapngFile describe(int linkType, int snapLength, int resolution, long offset) {
        return block(
                1,
                8 + 8 + 12 + 8 + 4,
                b -> b.putShort((short) linkType)
                        .putShort((short) 0)
                        .putInt(snapLength)
                        // if_tzone, to be ignored
                        .putShort((short) 10)
                        .putShort((short) 4)
                        .putInt(7200)
                        .putShort((short) 9)
                        .putShort((short) 1)
                        .put((byte) resolution)
                        .put(new byte[3])
                        .putShort((short) 14)
                        .putShort((short) 8)
                        .putLong(offset)
                        .putInt(0));
    }

    /** Describes an Ethernet interface with microseconds and no options. */
    public PcapngFile describe() {
        return block(1, 8, b -> b.putShort((short) 1).putShort((short) 0).putInt(0));
    }

    public PcapngFile enhanced(int from, long units, byte[] frame) {
        // Options behind the frame, to be passed over: a comment of four bytes.
        int padded = (frame.length + 3) & ~3;
        return block(6, 20 + padded + 12, b -> {
            b.putInt(from)
                    .putInt((int) (units >>> 32))
                    .putInt((int) units)
                    .putInt(frame.length)
                    .putInt(frame.length);
            b.put(frame).position(8 + 20 + padded);
            b.putShort((short) 1).putShort((short) 4).putInt(0x61626364).putInt(0);
        });
    }

    public PcapngFile old(int from, long units, byte[] frame) {
        return block(
                2,
                20 + frame.length,
                b -> b.putShort((short) from)
                        .putShort((short) 9)
                        .putInt((int) (units >>> 32))
                        .putInt((int) units)
                        .putInt(frame.length)
                        .putInt(frame.length)
                        .put(frame));
    }

    public PcapngFile simple(byte[] frame, int original) {
        return block(3, 4 + frame.length, b -> b.putInt(original).put(frame));
    }

    /** A block of a type that nobody knows. */
    public PcapngFile unknown() {
        return block(0x0bad0bad, 8, b -> b.putLong(42));
    }

    public byte[] bytes() {
        return out.toByteArray();
    }
}
