package floodmark.app.watch;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.core.fs.BlockLocation;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;
import org.jspecify.annotations.Nullable;

/** Local files under {@code flaky:///}, of which a source task fails to read one now and then. The jobs of a test run in this process. */
public final class FlakyFiles implements FileSystemFactory {
    private static final AtomicInteger READS = new AtomicInteger();
    private static final Set<Integer> FAILING = ConcurrentHashMap.newKeySet();
    private static final AtomicInteger FAILED = new AtomicInteger();
    private static final AtomicReference<java.nio.file.@Nullable Path> GOLDEN = new AtomicReference<>();

    /** The reads of source tasks, counted from now, that fail. */
    static void arm(Integer... reads) {
        READS.set(0);
        FAILED.set(0);
        FAILING.clear();
        FAILING.addAll(Arrays.asList(reads));
    }

    static int failed() {
        return FAILED.get();
    }

    @Override
    public String getScheme() {
        return "flaky";
    }

    @Override
    public FileSystem create(URI uri) {
        return new Files();
    }

    private static void maybeFail() throws IOException {
        String thread = Thread.currentThread().getName();
        boolean task = thread.contains("Source: ") && !thread.startsWith("SourceCoordinator");
        if (task && FAILING.contains(READS.incrementAndGet())) {
            FAILED.incrementAndGet();
            throw new IOException("induced");
        }
    }

    /** Where {@code flaky:///golden} is: a savepoint remembers whole paths. */
    static void golden(java.nio.file.Path directory) {
        GOLDEN.set(directory);
    }

    /** Local files that keep the scheme. */
    private static final class Files extends LocalFileSystem {
        private static final String MAPPED = "/golden/";

        @Override
        public URI getUri() {
            return URI.create("flaky:///");
        }

        @Override
        public File pathToFile(Path path) {
            String name = path.getPath();
            java.nio.file.Path base = GOLDEN.get();
            return base != null && name.startsWith(MAPPED)
                    ? base.resolve(name.substring(MAPPED.length())).toFile()
                    : new File(name);
        }

        @Override
        public FileStatus[] listStatus(Path path) throws IOException {
            String[] names = pathToFile(path).list();
            List<FileStatus> found = new ArrayList<>();
            for (String name : names == null ? new String[0] : names) {
                found.add(getFileStatus(new Path(path, name)));
            }
            return found.toArray(FileStatus[]::new);
        }

        @Override
        public FileStatus getFileStatus(Path path) throws IOException {
            return new Renamed(super.getFileStatus(path), new Path("flaky", "", path.getPath()));
        }

        @Override
        public BlockLocation[] getFileBlockLocations(FileStatus file, long start, long length) {
            return new BlockLocation[0];
        }

        @Override
        public FSDataInputStream open(Path path) throws IOException {
            maybeFail();
            return super.open(path);
        }
    }

    private record Renamed(FileStatus status, Path path) implements FileStatus {
        @Override
        public long getLen() {
            return status.getLen();
        }

        @Override
        public long getBlockSize() {
            return status.getBlockSize();
        }

        @Override
        public short getReplication() {
            return status.getReplication();
        }

        @Override
        public long getModificationTime() {
            return status.getModificationTime();
        }

        @Override
        public long getAccessTime() {
            return status.getAccessTime();
        }

        @Override
        public boolean isDir() {
            return status.isDir();
        }

        @Override
        public Path getPath() {
            return path;
        }
    }
}
