package floodmark.app.output;

import floodmark.claim.CaseFile.CaptureRef;
import floodmark.claim.Node;
import floodmark.model.UserError;
import floodmark.verdict.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of the terms of captures: what the case says, else, by digest, what the catalogue of the clone's {@code datasets} says of
 * those that come with the project, else nothing.
 */
final class KnownTerms {
    private static final int DIGEST = 64;

    private static final String NOT_STATED = "Not stated";

    /**
     * The terms of a capture.
     *
     * @param id what tells them from other terms
     * @param of what they are the terms of
     * @param licence on what terms it may be used, in words
     * @param access how somebody else can get it, in words
     */
    record Terms(String id, String of, String licence, String access) {}

    private final List<CaptureRef> captures;
    private final Map<String, String> paths = new HashMap<>();
    private final Map<String, Terms> terms = new HashMap<>();

    private KnownTerms(List<CaptureRef> captures) {
        this.captures = captures;
    }

    /**
     * @param captures of the case; empty for a scan
     * @param datasets of a clone; what cannot be read there is not known
     */
    static KnownTerms of(List<CaptureRef> captures, Optional<Path> datasets) {
        KnownTerms known = new KnownTerms(captures);
        try {
            if (datasets.isPresent() && Files.isRegularFile(datasets.get().resolve("catalogue.json"))) {
                known.read(datasets.get());
            }
        } catch (IOException | UserError e) {
            return new KnownTerms(captures);
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
            String licence = entry.require("licence").text() + ". Cite: "
                    + entry.require("citation").text();
            terms.put(
                    id, new Terms(id, entry.require("title").text(), licence, "Comes with Floodmark: datasets/" + id));
        }
    }

    /** The terms of an input; empty if they are not known. */
    Optional<Terms> of(Verdict.Input input) {
        Optional<CaptureRef> stated = captures.stream()
                .filter(capture -> capture.licence() != null || capture.access() != null)
                .filter(capture -> input.path().startsWith(fixed(capture.path())))
                .max(Comparator.comparing(capture -> fixed(capture.path()).length()));
        if (stated.isPresent()) {
            CaptureRef capture = stated.get();
            return Optional.of(new Terms(
                    "capture-" + (captures.indexOf(capture) + 1),
                    capture.path(),
                    Objects.requireNonNullElse(capture.licence(), NOT_STATED),
                    Objects.requireNonNullElse(capture.access(), NOT_STATED)));
        }
        String path = paths.get(input.sha256());
        return path == null
                ? Optional.empty()
                : Optional.ofNullable(terms.get(path.substring(0, Math.max(0, path.indexOf('/')))));
    }

    /** What of a glob, directory or file all of its files' paths begin with. */
    private static String fixed(String path) {
        int wild = path.length();
        for (char c : new char[] {'*', '?'}) {
            int at = path.indexOf(c);
            wild = at < 0 ? wild : Math.min(wild, at);
        }
        return path.substring(0, wild);
    }
}
