package floodmark.app.output;

import floodmark.model.UserError;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A result directory that is complete or not there at all.
 *
 * <p>Files are written into a hidden directory beside it, which {@link #publish} moves into place. Whatever ends the run
 * before, an error or an interrupt from the keyboard, leaves nothing behind and an earlier result untouched. A directory is
 * complete when it holds {@value #MANIFEST}.
 */
public final class ResultDirectory implements AutoCloseable {
    /** The file that makes a result complete; written last. */
    public static final String MANIFEST = "manifest.json";

    private static final int DELETE_ATTEMPTS = 5;

    private final Path target;
    private final Path staging;
    private final Thread cleaner;
    private boolean open = true;

    private ResultDirectory(Path target, Path staging) {
        this.target = target;
        this.staging = staging;
        this.cleaner = new Thread(this::abandon, "remove unfinished result");
    }

    /** The interrupt may come at any moment: what is under way is finished first, and nothing begins afterwards. */
    private synchronized void abandon() {
        open = false;
        delete(staging);
    }

    private synchronized void create() throws IOException {
        if (!open) {
            throw new InterruptedIOException("the run was interrupted");
        }
        delete(staging);
        Files.createDirectory(staging);
    }

    /**
     * Makes sure that the result can be written, before any work is done.
     *
     * @param target where the result shall be
     * @param overwrite true if an earlier result may be replaced
     * @throws UserError if something else is there, or it cannot be written
     */
    public static ResultDirectory open(Path target, boolean overwrite) {
        Path place = target.toAbsolutePath().normalize();
        try {
            if (Files.exists(place)) {
                place = place.toRealPath();
                checkReplaceable(target, place, overwrite);
            }
            Path parent = place.getParent();
            Path name = place.getFileName();
            if (parent == null || name == null) {
                throw UserError.of(
                        target.toString(), "is no place for a result", place, "a directory's name", "Choose another");
            }
            Files.createDirectories(parent);
            Path staging = parent.resolve(
                    "." + name + ".partial-" + ProcessHandle.current().pid());
            ResultDirectory directory = new ResultDirectory(place, staging);
            Runtime.getRuntime().addShutdownHook(directory.cleaner);
            directory.create();
            return directory;
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    /** @throws UserError if the directory holds no result that a run has finished */
    public static void checkFinished(Path directory) {
        if (!Files.exists(directory.resolve(MANIFEST), LinkOption.NOFOLLOW_LINKS)) {
            throw UserError.of(
                    directory.toString(),
                    "is no finished result",
                    Files.isDirectory(directory) ? "no " + MANIFEST : "no directory",
                    "a directory that assess, demo, scan or watch wrote",
                    "Name the result's own directory; where a run was broken off, run it again");
        }
    }

    private static void checkReplaceable(Path named, Path place, boolean overwrite) throws IOException {
        String where = named.toString();
        if (!Files.isDirectory(place)) {
            throw UserError.of(where, "is not a directory", "a file", "a directory", "Choose another --output");
        }
        Set<String> present = files(place);
        if (present.isEmpty()) {
            return;
        }
        if (!present.contains(MANIFEST)) {
            throw UserError.of(
                    where,
                    "holds other things than a result",
                    present.iterator().next(),
                    "an empty directory, none, or a result with " + MANIFEST,
                    "Choose another --output");
        }
        if (!overwrite) {
            throw UserError.of(
                    where, "holds a result already", MANIFEST, "a new directory", "Choose another or add --overwrite");
        }
        present.removeAll(Manifest.names(place.resolve(MANIFEST)));
        present.remove(MANIFEST);
        present.remove(Envelope.FILE);
        if (!present.isEmpty()) {
            throw UserError.of(
                    where,
                    "holds a file that is no part of the result there",
                    present.iterator().next(),
                    "only files that " + MANIFEST + " names",
                    "Move it away, or choose another --output");
        }
    }

    /** Relative paths of all files below a directory, sorted. */
    public static Set<String> files(Path directory) throws IOException {
        try (Stream<Path> found = Files.walk(directory)) {
            return found.filter(path -> !Files.isDirectory(path))
                    .map(path -> directory.relativize(path).toString().replace(File.separatorChar, '/'))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** The file of this name in the result that is being written. */
    public Path file(String name) {
        return staging.resolve(name);
    }

    /** Names of the files that have been written, sorted. */
    public Set<String> files() throws IOException {
        return files(staging);
    }

    /** Where the result will be. */
    public Path target() {
        return target;
    }

    /**
     * Adds the manifest and moves everything into place.
     *
     * @throws UserError if it cannot be written
     */
    public synchronized void publish(Manifest manifest) {
        try {
            if (!open) {
                throw new InterruptedIOException("the run was interrupted");
            }
            Files.write(file(MANIFEST), manifest.bytes(staging));
            Path old = staging.resolveSibling(staging.getFileName() + ".old");
            if (Files.exists(target)) {
                if (files(target).isEmpty()) {
                    fill();
                } else {
                    Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
                    Files.move(staging, target, StandardCopyOption.ATOMIC_MOVE);
                    delete(old);
                }
            } else {
                Files.move(staging, target, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw unwritable(target, e);
        }
        close();
    }

    /** An empty directory that is there is kept: it may be a mount, or somebody's working directory. */
    private void fill() throws IOException {
        try (Stream<Path> found = Files.list(staging)) {
            List<Path> files = found.sorted(Comparator.comparing((Path file) -> file.endsWith(MANIFEST))
                            .thenComparing(file -> file))
                    .toList();
            for (Path file : files) {
                Files.move(file, target.resolve(staging.relativize(file)));
            }
        }
    }

    /** Removes what was not published. */
    @Override
    public synchronized void close() {
        if (open) {
            open = false;
            delete(staging);
            try {
                Runtime.getRuntime().removeShutdownHook(cleaner);
            } catch (IllegalStateException shuttingDown) {
                // Then the hook does the same work.
                return;
            }
        }
    }

    /** What a failure to write means to the user. */
    public static UserError unwritable(Path where, IOException cause) {
        String reason = cause instanceof FileSystemException e && e.getReason() != null ? e.getReason() : null;
        if (reason == null) {
            reason = cause instanceof FileAlreadyExistsException
                    ? "a file in its way"
                    : cause.getClass().getSimpleName() + " " + cause.getMessage();
        }
        return UserError.of(
                where.toString(),
                "cannot be written",
                reason,
                "a place with room that may be written",
                "Mend that, or choose another --output");
    }

    /** Deletes a tree; another thread may still be writing into it, so it is tried again. */
    private static void delete(Path tree) {
        for (int attempt = 0; attempt < DELETE_ATTEMPTS && Files.exists(tree); attempt++) {
            try (Stream<Path> found = Files.walk(tree)) {
                for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            } catch (DirectoryNotEmptyException | NoSuchFileException | UncheckedIOException e) {
                continue;
            } catch (IOException e) {
                return;
            }
        }
    }
}
