package floodmark.capture;

import floodmark.model.UserError;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file of the local file system. */
public final class LocalFile implements RandomAccess {
    private final String name;
    private final FileChannel channel;
    private final long length;

    private LocalFile(String name, FileChannel channel, long length) {
        this.name = name;
        this.channel = channel;
        this.length = length;
    }

    /**
     * Opens a file for reading.
     *
     * @throws UserError if there is no such file, it is a directory, or it may not be read
     */
    public static LocalFile open(Path path) throws IOException {
        String name = path.toString();
        if (!Files.exists(path)) {
            throw UserError.of(name, "there is no such file", "nothing", "a capture file", "Check the path");
        }
        if (!Files.isRegularFile(path)) {
            throw UserError.of(name, "not a file", "a directory or device", "a capture file", "Name the files in it");
        }
        if (!Files.isReadable(path)) {
            throw UserError.of(name, "may not be read", "no permission", "a readable file", "Change its permissions");
        }
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        return new LocalFile(name, channel, channel.size());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void readFully(long position, byte[] into, int offset, int count) throws IOException {
        ByteBuffer target = ByteBuffer.wrap(into, offset, count);
        long at = position;
        while (target.hasRemaining()) {
            int read = channel.read(target, at);
            if (read < 0) {
                throw new EOFException(name + " ends at byte " + at);
            }
            at += read;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
