package floodmark.app.audit;

import floodmark.app.output.Sha256;
import floodmark.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds files by digest, wherever they lie: in the places that were named, else where the result says, seen from the result and from
 * the working directory, and among the clone's data sets.
 */
final class InputSearch {
    private final Path result;
    private final List<Path> named;
    private final Optional<Path> datasets;
    private final Map<Path, String> digests = new HashMap<>();
    private final Map<String, Set<Path>> below = new HashMap<>();

    /**
     * @param result the result's directory
     * @param named files and directories to search; empty for the usual places
     * @param datasets the clone's data sets, if there is a clone
     */
    InputSearch(Path result, List<Path> named, Optional<Path> datasets) {
        this.result = result;
        this.named = List.copyOf(named);
        this.datasets = datasets;
        for (Path place : named) {
            if (!Files.exists(place)) {
                throw UserError.of("--inputs", "is not there", place, "a file or directory", "Check the path");
            }
        }
    }

    /**
     * What was found for an input.
     *
     * @param file with the digest, or null
     * @param others files that go by its name and hold something else
     */
    record Found(@Nullable Path file, List<Path> others) {}

    /**
     * @param written path of the input as the result has it
     * @param sha256 what its bytes must be
     * @param ending of the files that are worth a look
     */
    Found find(String written, String sha256, String ending) throws IOException {
        Set<Path> candidates = new LinkedHashSet<>();
        if (named.isEmpty()) {
            direct(candidates, result, written);
            direct(candidates, Path.of("").toAbsolutePath(), written);
            if (datasets.isPresent()) {
                candidates.addAll(files(datasets.get(), ending));
            }
        }
        for (Path place : named) {
            candidates.addAll(Files.isDirectory(place) ? files(place, ending) : Set.of(place.toRealPath()));
        }
        String name = written.substring(written.lastIndexOf('/') + 1);
        List<Path> others = new ArrayList<>();
        for (Path candidate : candidates) {
            if (digest(candidate).equals(sha256)) {
                return new Found(candidate, List.of());
            }
            Path last = candidate.getFileName();
            if (last != null && last.toString().equals(name)) {
                others.add(candidate);
            }
        }
        return new Found(null, others);
    }

    private static void direct(Set<Path> candidates, Path from, String written) throws IOException {
        try {
            Path file = from.resolve(written);
            if (Files.isRegularFile(file)) {
                candidates.add(file.toRealPath());
            }
        } catch (InvalidPathException remote) {
            // A path of another machine or file system: then it is found among the others or not at all.
            return;
        }
    }

    private Set<Path> files(Path directory, String ending) throws IOException {
        String key = directory + "\0" + ending;
        Set<Path> known = below.get(key);
        if (known == null) {
            known = new LinkedHashSet<>();
            try (Stream<Path> walk = Files.walk(directory)) {
                for (Path file : walk.sorted().toList()) {
                    if (file.toString().endsWith(ending) && Files.isRegularFile(file)) {
                        known.add(file.toRealPath());
                    }
                }
            }
            below.put(key, known);
        }
        return known;
    }

    private String digest(Path file) throws IOException {
        String known = digests.get(file);
        if (known == null) {
            known = Sha256.of(file);
            digests.put(file, known);
        }
        return known;
    }
}
