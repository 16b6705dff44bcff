package floodmark.app.audit;

import floodmark.app.output.Envelope;
import floodmark.app.output.JsonReader;
import floodmark.app.output.RecordedRun;
import floodmark.app.output.ResultDirectory;
import floodmark.model.UserError;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A result directory that may be hostile: no name in it leads out of it, no link is followed, and nothing is read that its manifest
 * does not name.
 *
 * @param directory where it is
 * @param run what its manifest says
 * @param problems what is wrong with the directory itself: links, files that are missing, superfluous or of another size
 * @param sound names of the files that the manifest names and that are plain files, so that they may be read
 */
record Published(Path directory, RecordedRun run, List<String> problems, Set<String> sound) {
    private static final int MOST_FILES = 10_000;
    private static final int DEEPEST = 8;
    private static final long NO_FILE = -1;

    /** @throws UserError if it is the result of a command whose results hold no tables, such as {@code import} */
    void checkIsAudited() {
        if (run.tables().isEmpty()) {
            throw UserError.of(
                    directory.toString(),
                    "holds no tables that could be computed once more",
                    "a result of " + run.command(),
                    "one of assess, scan, demo or watch",
                    "Name such a result");
        }
    }

    /** Opens a result; {@link ResultDirectory#checkFinished} comes first. */
    static Published open(Path named) throws IOException {
        Path directory = named.toRealPath();
        Path manifest = directory.resolve(ResultDirectory.MANIFEST);
        RecordedRun run = RecordedRun.read(JsonReader.bytes(manifest), ResultDirectory.MANIFEST);
        run.files().forEach(file -> checkName(file.path()));
        run.tables().forEach(table -> checkName(table.path()));
        List<String> problems = new ArrayList<>();
        Set<String> sound = look(directory, run, problems);
        return new Published(directory, run, problems, sound);
    }

    private static void checkName(String name) {
        boolean plain = !name.isEmpty() && !name.contains("\\") && !name.contains("\0") && !name.contains(":");
        for (String part : name.split("/", -1)) {
            plain &= !part.isEmpty() && !part.equals(".") && !part.equals("..");
        }
        if (!plain) {
            throw UserError.of(
                    ResultDirectory.MANIFEST,
                    "names a file that may lie elsewhere",
                    name,
                    "names below the result's directory",
                    "This was not written by Floodmark; do not trust it");
        }
    }

    /** The place of a file that the manifest names. */
    Path file(String name) {
        return directory.resolve(name);
    }

    /** The bytes of a file that the manifest names. */
    byte[] bytes(String name) {
        return JsonReader.bytes(file(name));
    }

    /** Whether a file is there and may be read. */
    boolean has(String name) {
        return sound.contains(name);
    }

    private static Set<String> look(Path directory, RecordedRun run, List<String> problems) throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        Files.walkFileTree(directory, Set.of(), DEEPEST, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = directory.relativize(file).toString().replace(File.separatorChar, '/');
                sizes.put(name, attributes.isRegularFile() ? attributes.size() : NO_FILE);
                return sizes.size() > MOST_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
            }
        });
        if (sizes.size() > MOST_FILES) {
            problems.add("more than " + MOST_FILES + " files");
            return Set.of();
        }
        Set<String> sound = new TreeSet<>();
        sizes.remove(ResultDirectory.MANIFEST);
        Long envelope = sizes.remove(Envelope.FILE);
        if (envelope != null && envelope >= 0) {
            sound.add(Envelope.FILE);
        }
        for (RecordedRun.Listed file : run.files()) {
            Long size = sizes.remove(file.path());
            if (size == null) {
                problems.add(file.path() + ": missing");
            } else if (size == NO_FILE) {
                problems.add(file.path() + ": a link or a device, not a file");
            } else {
                sound.add(file.path());
                if (size != file.bytes()) {
                    problems.add(file.path() + ": " + size + " bytes, expected " + file.bytes());
                }
            }
        }
        sizes.keySet().forEach(name -> problems.add(name + ": not named by the manifest"));
        return sound;
    }
}
