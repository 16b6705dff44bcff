package floodmark.app.watch;

import floodmark.app.output.ResultDirectory;
import floodmark.model.UserError;
import floodmark.pipeline.watch.Watch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory beside the result in which a watch keeps what is not a result: the live verdict and the checkpoints. The
 * result's own directory stays absent, or an earlier result, until all of the new one is there.
 */
final class LiveFiles {
    private static final long LEAST_ROOM = 1 << 20;

    private final Path directory;

    private LiveFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * Makes or takes over the directory.
     *
     * @param resume true to go on with what an earlier watch left
     * @throws UserError if an earlier watch left something and nothing says what shall become of it
     */
    static LiveFiles open(Path output, boolean resume, boolean overwrite) {
        Path place = output.toAbsolutePath().normalize();
        LiveFiles live = new LiveFiles(place.resolveSibling(place.getFileName() + ".live"));
        boolean there = Files.exists(live.directory);
        if (there && !resume && !overwrite) {
            throw UserError.of(
                    live.directory.toString(),
                    "holds what an unfinished watch left",
                    "a directory",
                    "none",
                    "Go on with it by --resume, or begin again by --overwrite");
        }
        try {
            if (there && !resume) {
                live.delete();
            }
            Files.createDirectories(live.checkpoints());
            Files.deleteIfExists(live.stop());
        } catch (IOException e) {
            throw ResultDirectory.unwritable(live.directory, e);
        }
        return live;
    }

    Path directory() {
        return directory;
    }

    Path checkpoints() {
        return directory.resolve("checkpoints");
    }

    /** Its appearance ends the watch in good order. */
    Path stop() {
        return directory.resolve("stop");
    }

    void askToStop() {
        try {
            Files.writeString(stop(), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The newest checkpoint or savepoint that is complete.
     *
     * @throws UserError if there is none
     */
    String newest(Path checkpoints) {
        try (Stream<Path> found = Files.walk(checkpoints, 3)) {
            Optional<Path> newest = found.filter(path -> path.endsWith("_metadata"))
                    .max(Comparator.comparing(LiveFiles::modified).thenComparing(path -> path));
            if (newest.isPresent() && newest.get().getParent() != null) {
                return Watch.uri(newest.get().getParent());
            }
        } catch (IOException e) {
            throw ResultDirectory.unwritable(checkpoints, e);
        }
        throw UserError.of(
                checkpoints.toString(),
                "there is nothing to resume",
                "no checkpoint",
                "a checkpoint of a watch that was stopped",
                "Leave --resume out to begin");
    }

    private static long modified(Path path) {
        try {
            return Files.getLastModifiedTime(path).toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Makes sure that checkpoints can still be written: without them nothing reaches the client, and the watch would stand still.
     *
     * @throws UserError if the disk is full
     */
    void checkRoom() {
        checkRoom("Make room, and go on by --resume");
    }

    /**
     * The same before anything has been read: there is nothing to go on with, so nothing stays.
     *
     * @throws UserError if the disk is full
     */
    void checkRoomToBegin() {
        try {
            checkRoom("Make room, or choose another --output");
        } catch (UserError e) {
            delete();
            throw e;
        }
    }

    private void checkRoom(String next) {
        try {
            long room = Files.getFileStore(directory).getUsableSpace();
            if (room < LEAST_ROOM) {
                throw UserError.of(
                        directory.toString(),
                        "the disk is full",
                        room / 1024 + " KiB",
                        "at least " + LEAST_ROOM / 1024 + " KiB of room",
                        next);
            }
        } catch (IOException e) {
            throw ResultDirectory.unwritable(directory, e);
        }
    }

    /** Replaces the live verdict as a whole: a reader sees the old one or the new one. */
    void write(LiveVerdict verdict) {
        replace("verdict.json", LiveJson.bytes(verdict));
    }

    /** Replaces a live page in the same way. */
    void write(String name, String page) {
        replace(name, page.getBytes(StandardCharsets.UTF_8));
    }

    private void replace(String name, byte[] bytes) {
        try {
            Path next = directory.resolve("." + name);
            Files.write(next, bytes);
            Files.move(next, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw ResultDirectory.unwritable(directory, e);
        }
    }

    /** Removes everything; a result stands in its place. */
    void delete() {
        try (Stream<Path> found = Files.walk(directory)) {
            List<Path> all = found.sorted(Comparator.reverseOrder()).toList();
            for (Path path : all) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            throw ResultDirectory.unwritable(directory, e instanceof IOException io ? io : new IOException(e));
        }
    }

    /** Where a watch goes on from, or null to begin. */
    @Nullable
    String resumeFrom(boolean resume, @Nullable Path elsewhere) {
        return resume ? newest(elsewhere == null ? checkpoints() : elsewhere) : null;
    }
}
