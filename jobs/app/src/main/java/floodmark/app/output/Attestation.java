package floodmark.app.output;

import floodmark.app.sign.SigningKey;
import floodmark.claim.Node;
import floodmark.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The signed statement of a result: {@value Envelope#FILE} beside its files, which no manifest names and every signature covers. */
public final class Attestation {
    private final Path directory;
    private final Path file;

    private Attestation(Path directory) {
        this.directory = directory;
        this.file = directory.resolve(Envelope.FILE);
    }

    /** That of a result's directory, whether it is there or not. */
    public static Attestation of(Path directory) {
        return new Attestation(directory);
    }

    /** Whether anybody signed. */
    public boolean signed() {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Verifies all signatures.
     *
     * @param run what the manifest says; the files are as it says
     * @return ids of the keys that signed
     * @throws UserError if a signature does not fit, or what is signed is not this result
     */
    public List<String> verify(RecordedRun run) {
        Envelope envelope = Envelope.read(JsonReader.bytes(file), Envelope.FILE);
        if (!Arrays.equals(envelope.payload(), statement(run))) {
            throw UserError.of(
                    Envelope.FILE,
                    "is about another result",
                    "a statement with other files or findings",
                    "one about the files that are here",
                    "The result was altered after it was signed, or the signature is another's; ask who signed it");
        }
        return envelope.signatures().stream().map(signed -> signed.key().id()).toList();
    }

    /**
     * Signs; signatures of others on the same result stay.
     *
     * @param run what the manifest says; the files are as it says
     * @return ids of the keys that have signed now
     */
    public List<String> sign(RecordedRun run, SigningKey key) {
        byte[] statement = statement(run);
        List<Envelope.Signed> others = List.of();
        if (signed()) {
            verify(run);
            others = Envelope.read(JsonReader.bytes(file), Envelope.FILE).signatures();
        }
        Envelope envelope = Envelope.sign(statement, others, key);
        Path fresh = directory.resolve("." + Envelope.FILE + ".partial");
        try {
            Files.write(fresh, envelope.bytes());
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw ResultDirectory.unwritable(file, e);
        }
        return envelope.signatures().stream().map(signed -> signed.key().id()).toList();
    }

    /** What is signed: the findings, about every file including those that tell of the run. */
    private byte[] statement(RecordedRun run) {
        Map<String, String> subjects = new TreeMap<>(run.digests());
        Path verdict = directory.resolve("verdict.json");
        Node said = subjects.containsKey("verdict.json")
                ? JsonReader.parse(JsonReader.bytes(verdict), "verdict.json")
                : null;
        subjects.put(
                ResultDirectory.MANIFEST, Sha256.of(JsonReader.bytes(directory.resolve(ResultDirectory.MANIFEST))));
        Findings findings = new Findings(said, run.inputs(), run.tables());
        return InTotoStatement.bytes(subjects, InTotoStatement.FINDINGS, findings::write);
    }
}
