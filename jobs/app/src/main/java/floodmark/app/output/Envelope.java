package floodmark.app.output;

import floodmark.app.sign.SigningKey;
import floodmark.app.sign.VerifyingKey;
import floodmark.claim.Node;
import floodmark.model.UserError;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.spec.InvalidKeySpecException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A signed in-toto Statement: a DSSE envelope (Dead Simple Signing Envelope 1.0). Beside each signature stands the public key that it
 * belongs to, so that anybody can tell an altered one from an intact one; whose key it is, only somebody who has it from elsewhere can.
 *
 * @param payload the statement
 * @param signatures at least one
 */
public record Envelope(byte[] payload, List<Signed> signatures) {
    /** The file of a signed result. */
    public static final String FILE = "statement.dsse.json";

    /** A signature and the key that it claims. */
    public record Signed(VerifyingKey key, byte[] signature) {}

    public Envelope {
        payload = payload.clone();
        signatures = List.copyOf(signatures);
    }

    @Override
    public byte[] payload() {
        return payload.clone();
    }

    /** The statement signed with a key; signatures of others on the same statement stay. */
    static Envelope sign(byte[] payload, List<Signed> others, SigningKey key) {
        List<Signed> signatures = new ArrayList<>(others);
        signatures.removeIf(other -> other.key().id().equals(key.verifying().id()));
        signatures.add(new Signed(key.verifying(), key.sign(toBeSigned(payload))));
        return new Envelope(payload, signatures);
    }

    /** What DSSE signs: type and payload, each with its length. */
    static byte[] toBeSigned(byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String type = InTotoStatement.MEDIA_TYPE;
        out.writeBytes(("DSSEv1 " + type.length() + " " + type + " " + payload.length + " ")
                .getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(payload);
        return out.toByteArray();
    }

    /** The file's bytes. */
    byte[] bytes() {
        Base64.Encoder base64 = Base64.getEncoder();
        return Json.object(json -> json.put("payloadType", InTotoStatement.MEDIA_TYPE)
                .put("payload", base64.encodeToString(payload))
                .objects(
                        "signatures",
                        signatures,
                        (each, signed) -> each.put("keyid", signed.key().id())
                                .put("sig", base64.encodeToString(signed.signature()))
                                .put(
                                        "public_key",
                                        base64.encodeToString(signed.key().der()))));
    }

    /**
     * Reads an envelope and verifies every signature in it with the key beside it.
     *
     * @param name of the file, for messages
     * @throws UserError if it was altered, or is none
     */
    static Envelope read(byte[] bytes, String name) {
        Node root = JsonReader.parse(bytes, name);
        byte[] payload = base64(root.require("payload"));
        byte[] signed = toBeSigned(payload);
        List<Signed> signatures = new ArrayList<>();
        for (Node each : root.require("signatures").list()) {
            byte[] signature = base64(each.require("sig"));
            VerifyingKey key;
            try {
                key = VerifyingKey.of(base64(each.require("public_key")));
            } catch (InvalidKeySpecException e) {
                throw each.error("has no Ed25519 key", "one", "Fetch the file again");
            }
            if (!key.verifies(signed, signature)) {
                throw each.error(
                        "does not fit",
                        "signature of key " + each.require("keyid").scalar(),
                        "one that fits the statement",
                        ALTERED);
            }
            signatures.add(new Signed(key, signature));
        }
        Envelope envelope = new Envelope(payload, signatures);
        // One form only, so that what no signature covers cannot be altered either.
        if (signatures.isEmpty() || !Arrays.equals(envelope.bytes(), bytes)) {
            throw UserError.of(
                    name, "is not as it was signed", "another form", "the bytes that Floodmark writes", ALTERED);
        }
        return envelope;
    }

    private static final String ALTERED = "It was altered after it was signed; ask who signed it";

    private static byte[] base64(Node node) {
        try {
            return Base64.getDecoder().decode(node.scalar());
        } catch (IllegalArgumentException e) {
            throw node.error("is no Base64", "Base64", "Fetch the file again");
        }
    }
}
