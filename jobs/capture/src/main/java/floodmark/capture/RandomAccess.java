package floodmark.capture;

import java.io.Closeable;
import java.io.IOException;

/** Bytes of one file, readable at any position; the file must not change while it is open. */
public interface RandomAccess extends Closeable {
    /** The name as the user wrote it, for messages and the ledger. */
    String name();

    /** Length in bytes. */
    long length();

    /**
     * Reads exactly {@code length} bytes from {@code position}.
     *
     * @throws java.io.EOFException if the file ends before
     * @throws IOException if the storage fails
     */
    void readFully(long position, byte[] into, int offset, int length) throws IOException;
}
