package floodmark.pipeline.source;

import floodmark.capture.RandomAccess;
import floodmark.model.UserError;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** A file of any of Flink's file systems. */
public final class FlinkFile implements RandomAccess {
    private final String name;
    private final FSDataInputStream in;
    private final long length;

    private FlinkFile(String name, FSDataInputStream in, long length) {
        this.name = name;
        this.in = in;
        this.length = length;
    }

    /**
     * @param name what messages call it: the path as the case writes it
     * @throws UserError if there is no such file
     */
    public static FlinkFile open(String name, String uri) throws IOException {
        Path path = new Path(uri);
        FileSystem files = path.getFileSystem();
        try {
            FileStatus status = files.getFileStatus(path);
            return new FlinkFile(name, files.open(path), status.getLen());
        } catch (FileNotFoundException e) {
            throw UserError.of(name, "there is no such file", "nothing", "a capture file", "Check the path");
        }
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
        if (in.getPos() != position) {
            in.seek(position);
        }
        int done = 0;
        while (done < count) {
            int read = in.read(into, offset + done, count - done);
            if (read < 0) {
                throw new EOFException(name + " ends at byte " + (position + done));
            }
            done += read;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
