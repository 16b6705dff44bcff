package floodmark.capture;

import floodmark.model.UserError;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A capture as a stream of bytes, unpacked if it is gzip. Memory is one buffer, whatever the capture holds.
 *
 * <p>A gzip stream that breaks off or is damaged simply ends there, so that what could be read is kept; {@link #damage()}
 * tells.
 */
public final class CaptureInput extends InputStream {
    /** Bytes that {@link #head()} holds at most. */
    public static final int HEAD = 512;

    private static final int BUFFER = 1 << 16;

    private final String name;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int limit;
    private long before;
    private String damage = "";

    private CaptureInput(String name, InputStream raw) throws IOException {
        this.name = name;
        PushbackInputStream whole = new PushbackInputStream(raw, 2);
        byte[] magic = whole.readNBytes(2);
        whole.unread(magic);
        boolean gzip = magic.length == 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b;
        this.in = gzip ? unpack(whole) : whole;
        while (limit < HEAD && fill()) {
            // Until the head is complete or the input ends.
        }
    }

    private InputStream unpack(InputStream packed) throws IOException {
        try {
            return new GZIPInputStream(packed, BUFFER);
        } catch (EOFException | ZipException e) {
            damage = "the gzip header is damaged";
            return InputStream.nullInputStream();
        }
    }

    /**
     * Opens a file.
     *
     * @param progress told the bytes consumed of the file as it lies on disk, now and then
     * @throws UserError if there is no such file or it cannot be read
     */
    public static CaptureInput open(Path path, LongConsumer progress) throws IOException {
        if (Files.isDirectory(path)) {
            throw UserError.of(path.toString(), "cannot be imported", "a directory", "a file", "Name its files");
        }
        try {
            InputStream file = Files.newInputStream(path);
            try {
                return new CaptureInput(path.toString(), new Counting(file, progress));
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (NoSuchFileException e) {
            throw UserError.of(path.toString(), "does not exist", "no file", "a capture", "Check the path");
        } catch (AccessDeniedException e) {
            throw UserError.of(
                    path.toString(), "cannot be read", "no permission", "a readable file", "Check its rights");
        }
    }

    /** The bytes of an array, for captures that are in memory. */
    public static CaptureInput of(String name, byte[] bytes) throws IOException {
        return new CaptureInput(name, new ByteArrayInputStream(bytes));
    }

    /** The input as the user named it. */
    public String name() {
        return name;
    }

    /** The first bytes, unpacked, at most {@link #HEAD}; valid until something is read. */
    public byte[] head() {
        return Arrays.copyOf(buffer, Math.min(limit, HEAD));
    }

    /** Unpacked bytes that have been read. */
    public long position() {
        return before + at;
    }

    /** Why the input ended before its end; empty if it did not. */
    public String damage() {
        return damage;
    }

    private boolean fill() throws IOException {
        if (at == limit) {
            before += limit;
            at = 0;
            limit = 0;
        }
        int read;
        try {
            read = in.read(buffer, limit, buffer.length - limit);
        } catch (EOFException e) {
            damage = "the gzip stream breaks off";
            return false;
        } catch (ZipException e) {
            damage = "the gzip stream is damaged";
            return false;
        }
        limit += Math.max(read, 0);
        return read > 0;
    }

    @Override
    public int read() throws IOException {
        return at < limit || fill() ? buffer[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        if (at == limit && !fill()) {
            return -1;
        }
        int taken = Math.min(length, limit - at);
        System.arraycopy(buffer, at, into, offset, taken);
        at += taken;
        return taken;
    }

    /** Reads as many bytes as there are, at most {@code length}; fewer only at the end. */
    public int readUpTo(byte[] into, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int read = read(into, offset + done, length - done);
            if (read < 0) {
                break;
            }
            done += read;
        }
        return done;
    }

    /** Passes over bytes by reading them: a file's own skip does not notice its end. */
    public boolean pass(long length) throws IOException {
        long left = length;
        while (left > 0) {
            if (at == limit && !fill()) {
                return false;
            }
            int taken = (int) Math.min(left, limit - at);
            at += taken;
            left -= taken;
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Tells how far the file has been read, each time that a buffer is filled from it. */
    private static final class Counting extends FilterInputStream {
        private final LongConsumer progress;
        private long consumed;

        Counting(InputStream in, LongConsumer progress) {
            super(in);
            this.progress = progress;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = in.read(into, offset, length);
            if (read > 0) {
                consumed += read;
                progress.accept(consumed);
            }
            return read;
        }
    }
}
