package floodmark.capture.parquet;

import floodmark.capture.RandomAccess;
import java.io.EOFException;

/** A file in memory. */
final class BytesFile implements RandomAccess {
    private final String name;
    private final byte[] bytes;

    BytesFile(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public void readFully(long position, byte[] into, int offset, int length) throws EOFException {
        if (position < 0 || position + length > bytes.length) {
            throw new EOFException(name + " ends at byte " + bytes.length);
        }
        System.arraycopy(bytes, (int) position, into, offset, length);
    }

    @Override
    public void close() {}
}
