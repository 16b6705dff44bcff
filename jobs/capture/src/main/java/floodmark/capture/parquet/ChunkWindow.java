package floodmark.capture.parquet;

import floodmark.capture.RandomAccess;
import java.io.IOException;

/** The bytes of a column chunk, read forward in large blocks. */
final class ChunkWindow {
    /** Bytes asked for at a time: few requests on object stores, little memory for each column. */
    private static final int BLOCK = 1 << 20;

    private final RandomAccess file;
    private final long end;
    private long windowStart;
    private final ColumnMemory memory;
    private int filled;
    private int at;

    ChunkWindow(RandomAccess file, long start, long length, ColumnMemory memory) {
        this.memory = memory;
        this.file = file;
        this.windowStart = start;
        this.end = start + length;
    }

    /** Bytes of the chunk that have not been taken. */
    long remaining() {
        return end - windowStart - at;
    }

    /** Makes at least {@code count} bytes available, which must remain, from {@link #position()} of {@link #buffer()} on. */
    void require(int count) throws IOException {
        if (count > remaining()) {
            throw new CorruptFile("a page that reaches beyond its column");
        }
        if (filled - at >= count) {
            return;
        }
        int kept = filled - at;
        int wanted = (int) Math.min(Math.max(count, BLOCK), remaining());
        byte[] buffer = memory.packed;
        byte[] target = buffer.length >= wanted ? buffer : new byte[wanted];
        System.arraycopy(buffer, at, target, 0, kept);
        windowStart += at;
        file.readFully(windowStart + kept, target, kept, wanted - kept);
        memory.packed = target;
        filled = wanted;
        at = 0;
    }

    byte[] buffer() {
        return memory.packed;
    }

    int position() {
        return at;
    }

    /** Bytes that are available without reading. */
    int available() {
        return filled - at;
    }

    void take(int count) {
        at += count;
    }

    /** Goes on behind so many bytes, which are not read if they are not there yet. */
    void skip(int count) {
        if (count > remaining()) {
            throw new CorruptFile("a page that reaches beyond its column");
        }
        if (count <= filled - at) {
            at += count;
        } else {
            windowStart += (long) at + count;
            at = 0;
            filled = 0;
        }
    }
}
