package floodmark.pipeline.watch;

import floodmark.capture.CaptureKind;
import floodmark.capture.parquet.ParquetCapture;
import floodmark.model.UserError;
import floodmark.model.Window;
import floodmark.pipeline.Digest;
import floodmark.pipeline.FoundFile;
import floodmark.pipeline.InputPaths;
import floodmark.pipeline.Inputs;
import floodmark.pipeline.source.FlinkFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

/**
 * Looks at the directories: which files are new and whole, which are not, and whether that is all. Used by one thread.
 *
 * <p>A file is known by its path, length, time of change and digest. One that changed after it was taken is an error, since
 * what was summed cannot be taken back. One that lacks Parquet's last bytes is half-written and gets time; any other defect
 * is final.
 */
final class Landing {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    /** Files a look, so that the first ones are read while the digests of the others are being made. */
    private static final int MOST_AT_ONCE = 64;

    /**
     * A file that is new.
     *
     * @param refused why it is not to be read, or empty
     */
    record Landed(FoundFile found, Stamp stamp, String sha256, long rows, Window span, String refused) {
        WatchedFile file(long number, long boundNanos) {
            return new WatchedFile(
                    number,
                    found.path(),
                    found.uri(),
                    stamp.length,
                    stamp.modified,
                    sha256,
                    rows,
                    span,
                    boundNanos,
                    refused);
        }
    }

    /** What the file system says of a file. */
    record Stamp(long length, long modified) {}

    /**
     * What a look shows.
     *
     * @param files new files, by the start of their rows, then by path
     * @param ended true if nothing will follow
     */
    record Look(List<Landed> files, boolean ended) {}

    /** A whole file whose digest has not been made yet. */
    private record Candidate(FoundFile found, Stamp stamp, long rows, Window span) {}

    private record Known(Stamp stamp, String sha256) {}

    private final WatchSpec spec;
    private final Set<String> directories = new HashSet<>();
    private final Map<String, Known> known = new HashMap<>();
    private final Map<String, Candidate> queue = new HashMap<>();
    private final Map<String, Long> halfWrittenSince = new HashMap<>();
    private long unreadableSince = -1;
    private long lastNewNanos = System.nanoTime();

    /** @param before files that were taken already */
    Landing(WatchSpec spec, Collection<WatchedFile> before) {
        this.spec = spec;
        java.nio.file.Path base = java.nio.file.Path.of(spec.directory());
        spec.paths().forEach(path -> directories.add(InputPaths.directory(path, base)));
        before.forEach(file ->
                known.put(file.uri(), new Known(new Stamp(file.length(), file.modified()), file.sha256())));
    }

    /** One look; at most {@link #MOST_AT_ONCE} files come of it. */
    Look look() {
        List<Landed> landed = new ArrayList<>();
        try {
            boolean ended = look(landed);
            unreadableSince = -1;
            return new Look(landed, ended);
        } catch (IOException | UncheckedIOException e) {
            // What came before the failure is known already and must not get lost.
            unreadable(e);
            return new Look(landed, false);
        }
    }

    /** Adds what is new; true if nothing will follow. */
    private boolean look(List<Landed> landed) throws IOException {
        if (exists(spec.end().stop())) {
            return true;
        }
        // First the marker, then the files: what was there before the marker is then seen.
        boolean marked = marked();
        List<FoundFile> listed = listed();
        halfWrittenSince.keySet().retainAll(listed.stream().map(FoundFile::uri).toList());
        for (FoundFile found : listed) {
            consider(found, landed);
        }
        describe(landed);
        long now = System.nanoTime();
        if (!landed.isEmpty() || !queue.isEmpty()) {
            lastNewNanos = now;
        }
        Long idle = spec.end().idleNanos();
        boolean quiet = queue.isEmpty() && halfWrittenSince.isEmpty();
        return quiet && (marked || idle != null && now - lastNewNanos >= idle);
    }

    private boolean marked() throws IOException {
        for (String directory : directories) {
            if (!exists(
                    directory.endsWith("/")
                            ? directory + spec.end().marker()
                            : directory + "/" + spec.end().marker())) {
                return false;
            }
        }
        return true;
    }

    private static boolean exists(String uri) throws IOException {
        Path path = new Path(URI.create(uri));
        return path.getFileSystem().exists(path);
    }

    private List<FoundFile> listed() throws IOException {
        List<FoundFile> all = new ArrayList<>();
        Set<String> uris = new HashSet<>();
        for (String written : spec.paths()) {
            for (FoundFile found : InputPaths.list(written, java.nio.file.Path.of(spec.directory()))) {
                if (!uris.add(found.uri())) {
                    throw UserError.of(
                            found.path(),
                            "the same file is named twice",
                            found.path(),
                            "each file once",
                            "Take one of the two captures out of the case");
                }
                String name = found.path();
                if (!name.endsWith(".tmp")
                        && !name.endsWith(".inprogress")
                        && !spec.arrival().leftOut().contains(name)) {
                    all.add(found);
                }
            }
        }
        return all;
    }

    private void unreadable(Exception failure) {
        long now = System.nanoTime();
        if (unreadableSince < 0) {
            unreadableSince = now;
            return;
        }
        if (now - unreadableSince > spec.arrival().graceNanos()) {
            throw UserError.of(
                    "captures",
                    "cannot be listed any more",
                    String.valueOf(failure.getMessage()),
                    "directories that can be read",
                    "Mend that and go on with --resume");
        }
    }

    private static Stamp stamp(FoundFile found) throws IOException {
        Path path = new Path(found.uri());
        FileStatus status = path.getFileSystem().getFileStatus(path);
        return new Stamp(status.getLen(), status.getModificationTime());
    }

    private void consider(FoundFile found, List<Landed> refused) throws IOException {
        Known before = known.get(found.uri());
        Candidate queued = queue.get(found.uri());
        Stamp stamp = stamp(found);
        if (before != null) {
            if (!before.stamp.equals(stamp) && !before.sha256.isEmpty()) {
                checkSame(found, stamp, before);
            }
        } else if (queued == null || !queued.stamp.equals(stamp)) {
            queue.remove(found.uri());
            examine(found, stamp, refused);
        }
    }

    /** A file that was only touched is the same file. */
    private void checkSame(FoundFile found, Stamp stamp, Known before) throws IOException {
        String sha256 = digest(found);
        if (!sha256.equals(before.sha256)) {
            throw UserError.of(
                    found.path(),
                    "the file was replaced after it had been read",
                    "sha256 " + sha256,
                    before.sha256,
                    "Write every file once, under a name of its own, or use --on-bad-file quarantine");
        }
        known.put(found.uri(), new Known(stamp, sha256));
    }

    private static String digest(FoundFile found) throws IOException {
        try (FlinkFile access = FlinkFile.open(found.path(), found.uri())) {
            return Digest.sha256(access);
        }
    }

    private void examine(FoundFile found, Stamp stamp, List<Landed> refused) throws IOException {
        try {
            if (!whole(found)) {
                Long since = halfWrittenSince.putIfAbsent(found.uri(), System.nanoTime());
                if (since != null && System.nanoTime() - since > spec.arrival().graceNanos()) {
                    throw UserError.of(
                            found.path(),
                            "the file is half-written",
                            "no PAR1 at the end of " + stamp.length + " bytes",
                            "a whole Parquet file",
                            "Write under another name and rename when it is complete");
                }
                return;
            }
            halfWrittenSince.remove(found.uri());
            queue.put(found.uri(), opened(found, stamp));
        } catch (UserError e) {
            if (!spec.arrival().quarantine()) {
                throw e;
            }
            halfWrittenSince.remove(found.uri());
            known.put(found.uri(), new Known(stamp, ""));
            refused.add(new Landed(found, stamp, "", 0, new Window(0, 0), String.valueOf(e.getMessage())));
        }
    }

    private static boolean whole(FoundFile found) throws IOException {
        try (FlinkFile access = FlinkFile.open(found.path(), found.uri())) {
            byte[] end = new byte[MAGIC.length];
            if (access.length() < 2L * MAGIC.length) {
                return false;
            }
            access.readFully(access.length() - end.length, end, 0, end.length);
            return Arrays.equals(end, MAGIC);
        }
    }

    private static Candidate opened(FoundFile found, Stamp stamp) throws IOException {
        try (FlinkFile access = FlinkFile.open(found.path(), found.uri());
                ParquetCapture capture = ParquetCapture.open(access)) {
            if (capture.kind() != CaptureKind.FLOWS) {
                throw UserError.of(
                        found.path(),
                        "counts cannot be watched",
                        capture.kind(),
                        "flows",
                        "Run assess on them when they are complete");
            }
            return new Candidate(found, stamp, capture.rows(), Inputs.span(capture));
        }
    }

    /** Takes the first of the queue and makes their digests. */
    private void describe(List<Landed> landed) throws IOException {
        List<Candidate> next = queue.values().stream()
                .sorted(Comparator.comparing(Candidate::span)
                        .thenComparing(c -> c.found().path()))
                .limit(MOST_AT_ONCE)
                .toList();
        for (Candidate c : next) {
            String sha256 = digest(c.found);
            queue.remove(c.found.uri());
            known.put(c.found.uri(), new Known(c.stamp, sha256));
            landed.add(new Landed(c.found, c.stamp, sha256, c.rows, c.span, ""));
        }
    }
}
