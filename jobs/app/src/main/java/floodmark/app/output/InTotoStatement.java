package floodmark.app.output;

import floodmark.claim.Node;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * An in-toto Statement: files by digest, and what is said of them (in-toto Attestation Framework, Statement v1).
 *
 * @param subjects SHA-256 by name, sorted
 * @param predicateType what kind of thing is said
 * @param predicate it
 */
public record InTotoStatement(Map<String, String> subjects, String predicateType, Node predicate) {
    /** What was found in a result; {@code .invalid} never resolves (RFC 2606), so that nobody can take it over. */
    public static final String FINDINGS = "https://floodmark.invalid/predicate/findings/v1";

    /** That a case was fixed. */
    public static final String REGISTRATION = "https://floodmark.invalid/predicate/registration/v1";

    static final String MEDIA_TYPE = "application/vnd.in-toto+json";
    private static final String TYPE = "https://in-toto.io/Statement/v1";

    /** The statement's bytes. */
    static byte[] bytes(Map<String, String> subjects, String predicateType, Consumer<Json> predicate) {
        return Json.object(json -> json.put("_type", TYPE)
                .objects(
                        "subject",
                        new ArrayList<>(new TreeMap<>(subjects).entrySet()),
                        (subject, file) -> subject.put("name", file.getKey())
                                .object("digest", digest -> digest.put("sha256", file.getValue())))
                .put("predicateType", predicateType)
                .object("predicate", predicate));
    }

    /**
     * Reads a statement.
     *
     * @param name of the file, for messages
     * @throws floodmark.model.UserError if it is none of this kind
     */
    public static InTotoStatement read(byte[] bytes, String name, String predicateType) {
        Node root = JsonReader.parse(bytes, name);
        expect(root.require("_type"), TYPE);
        expect(root.require("predicateType"), predicateType);
        Map<String, String> subjects = new TreeMap<>();
        for (Node subject : root.require("subject").list()) {
            String digest = subject.require("digest").require("sha256").text();
            if (subjects.put(subject.require("name").scalar(), digest) != null) {
                throw subject.error("is there twice", "each file once", "Fetch the file again");
            }
        }
        return new InTotoStatement(subjects, predicateType, root.require("predicate"));
    }

    private static void expect(Node node, String expected) {
        if (!node.scalar().equals(expected)) {
            throw node.error("is of another kind", expected, "Fetch the file again");
        }
    }
}
