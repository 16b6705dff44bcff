package floodmark.capture.pcap;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes a classic capture file into memory. */
public final class PcapFile {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteOrder order;
    private final int snapLength;
    private final long unitsPerSecond;

    public PcapFile(ByteOrder order, boolean nanos, int linkType, int snapLength) {
        this.order = order;
        this.snapLength = snapLength;
        this.unitsPerSecond = nanos ? 1_000_000_000L : 1_000_000L;
        put(
                24,
                b -> b.putInt(nanos ? 0xa1b23c4d : 0xa1b2c3d4)
                        .putShort((short) 2)
                        .putShort((short) 4)
                        .putLong(0)
                        .putInt(snapLength)
                        .putInt(linkType));
    }

    /** Ethernet, little-endian, microseconds. */
    public static PcapFile ethernet() {
        return new PcapFile(ByteOrder.LITTLE_ENDIAN, false, 1, 65_535);
    }

    private interface Fields {
        void put(ByteBuffer buffer);
    }

    private void put(int length, Fields fields) {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(order);
        fields.put(buffer);
        out.writeBytes(buffer.array());
    }

    /** Adds a frame at a time in nanoseconds; cuts it to the snap length. */
    public PcapFile add(long nanos, byte[] frame) {
        return add(nanos, frame, frame.length);
    }

    public PcapFile add(long nanos, byte[] frame, int original) {
        int kept = Math.min(frame.length, snapLength);
        long units = nanos / (1_000_000_000L / unitsPerSecond);
        put(
                16,
                b -> b.putInt((int) (units / unitsPerSecond))
                        .putInt((int) (units % unitsPerSecond))
                        .putInt(kept)
                        .putInt(original));
        out.write(frame, 0, kept);
        return this;
    }

    public byte[] bytes() {
        return out.toByteArray();
    }
}
