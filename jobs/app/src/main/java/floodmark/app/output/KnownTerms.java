package floodmark.app.output;

import floodmark.claim.Node;
import floodmark.model.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What is known of the terms of captures: of those that lie in the clone's {@code datasets}, found by digest; of others nothing. */
final class KnownTerms {
    private static final int DIGEST = 64;

    /**
     * The terms of a data set.
     *
     * @param id its directory
     * @param title what it is
     * @param licence its terms, in words
     * @param citation whom to cite
     */
    record Terms(String id, String title, String licence, String citation) {}

    private final Map<String, String> paths = new HashMap<>();
    private final Map<String, Terms> terms = new HashMap<>();

    private KnownTerms() {}

    /** Those of a clone; none where there is no clone, or its catalogue cannot be read. */
    static KnownTerms of(Optional<Path> datasets) {
        KnownTerms known = new KnownTerms();
        try {
            if (datasets.isPresent() && Files.isRegularFile(datasets.get().resolve("catalogue.json"))) {
                known.read(datasets.get());
            }
        } catch (IOException | UserError e) {
            return new KnownTerms();
        }
        return known;
    }

    private void read(Path datasets) throws IOException {
        for (String line : Files.readAllLines(datasets.resolve("digests.txt"), StandardCharsets.UTF_8)) {
            if (line.length() > DIGEST + 2) {
                paths.put(line.substring(0, DIGEST), line.substring(DIGEST + 2));
            }
        }
        Path catalogue = datasets.resolve("catalogue.json");
        for (Node entry : JsonReader.parse(JsonReader.bytes(catalogue), catalogue.toString())
                .list()) {
            String id = entry.require("id").text();
            terms.put(
                    id,
                    new Terms(
                            id,
                            entry.require("title").text(),
                            entry.require("licence").text(),
                            entry.require("citation").text()));
        }
    }

    /** The terms of a file with this digest; empty if they are not known. */
    Optional<Terms> of(String sha256) {
        String path = paths.get(sha256);
        return path == null
                ? Optional.empty()
                : Optional.ofNullable(terms.get(path.substring(0, Math.max(0, path.indexOf('/')))));
    }
}
