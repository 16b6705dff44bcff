package floodmark.app.output;

import floodmark.app.result.Registration;
import floodmark.app.run.BuildInfo;
import floodmark.app.sign.SigningKey;
import floodmark.claim.CaseFile;
import floodmark.claim.Node;
import floodmark.model.UserError;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The file that fixes a case before its data are opened: an in-toto Statement about the case file, in an envelope if it is signed. */
public final class RegistrationFile {
    private static final String CASE = "case.yaml";

    private RegistrationFile() {}

    /** The file's bytes. */
    public static byte[] bytes(CaseFile theCase, Instant at, BuildInfo build, @Nullable SigningKey key) {
        byte[] statement = InTotoStatement.bytes(
                Map.of(CASE, theCase.sha256()),
                InTotoStatement.REGISTRATION,
                json -> json.put("case", theCase.id())
                        .put("registered", at.toString())
                        .object(
                                "software",
                                software ->
                                        software.put("version", build.version()).put("commit", build.commit())));
        return key == null
                ? statement
                : Envelope.sign(statement, List.of(), key).bytes();
    }

    /**
     * Reads one; a signature in it is verified.
     *
     * @throws UserError if it is none, or was altered after it was signed
     */
    public static Registration read(Path file) {
        return of(JsonReader.bytes(file), file.toString());
    }

    private static Registration of(byte[] bytes, String name) {
        byte[] statement = bytes;
        String keyId = null;
        if (JsonReader.parse(bytes, name).get("payload") != null) {
            Envelope envelope = Envelope.read(bytes, name);
            statement = envelope.payload();
            keyId = envelope.signatures().get(0).key().id();
        }
        InTotoStatement read = InTotoStatement.read(statement, name, InTotoStatement.REGISTRATION);
        String digest = read.subjects().get(CASE);
        Node at = read.predicate().require("registered");
        if (digest == null) {
            throw UserError.of(name, "registers no case", read.subjects().keySet(), CASE, "Name a registration");
        }
        try {
            Instant.parse(at.text());
        } catch (DateTimeException e) {
            throw at.error("is no time", "a time such as 2026-11-21T20:00:00Z", "Fetch the file again");
        }
        return new Registration(digest, at.text(), Sha256.of(bytes), keyId, new String(bytes, StandardCharsets.UTF_8));
    }

    /** @throws UserError if it is about another case file */
    public static Registration of(Path file, CaseFile theCase) {
        Registration registration = read(file);
        if (!registration.caseSha256().equals(theCase.sha256())) {
            throw UserError.of(
                    file.toString(),
                    "registers another case file",
                    "sha256 " + registration.caseSha256(),
                    theCase.sha256() + " of " + theCase.where(),
                    "Assess the case as it was registered, or leave --registration out");
        }
        return registration;
    }
}
