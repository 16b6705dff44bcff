package floodmark.app.sign;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** An Ed25519 public key (RFC 8032). */
public final class VerifyingKey {
    /** What precedes the 32 bytes of a key in its SubjectPublicKeyInfo (RFC 8410). */
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int LENGTH = 32;

    private final PublicKey key;

    private VerifyingKey(PublicKey key) {
        this.key = key;
    }

    /**
     * Reads a key: PEM as of {@code openssl pkey -pubout}, or a line as of {@code ssh-keygen}.
     *
     * @throws floodmark.model.UserError if it is none
     */
    public static VerifyingKey read(Path path) {
        KeyFile file = KeyFile.read(path);
        byte[] der = file.pem("PUBLIC KEY");
        try {
            if (der != null) {
                return of(der);
            }
            String[] words = file.text().strip().split("\\s+", 3);
            if (words.length > 1 && words[0].equals(SshBlob.TYPE)) {
                SshBlob blob = new SshBlob(file, file.base64(words[1]));
                blob.expect(SshBlob.TYPE);
                return ofRaw(blob.bytes());
            }
        } catch (InvalidKeySpecException e) {
            throw file.wrong("another kind of key", "an Ed25519 key");
        }
        throw file.wrong("neither PUBLIC KEY nor " + SshBlob.TYPE, "an Ed25519 public key in PEM or OpenSSH's form");
    }

    /**
     * A key from its SubjectPublicKeyInfo.
     *
     * @throws InvalidKeySpecException if it is no Ed25519 key
     */
    public static VerifyingKey of(byte[] der) throws InvalidKeySpecException {
        try {
            PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
            if (((EdECPublicKey) key).getParams().getName().equals(NamedParameterSpec.ED25519.getName())) {
                return new VerifyingKey(key);
            }
            throw new InvalidKeySpecException("another curve");
        } catch (InvalidKeySpecException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK 17 has Ed25519", e);
        }
    }

    static VerifyingKey ofRaw(byte[] raw) throws InvalidKeySpecException {
        if (raw.length != LENGTH) {
            throw new InvalidKeySpecException("a key of " + raw.length + " bytes");
        }
        byte[] der = Arrays.copyOf(PREFIX, PREFIX.length + LENGTH);
        System.arraycopy(raw, 0, der, PREFIX.length, LENGTH);
        return of(der);
    }

    /** Its SubjectPublicKeyInfo (RFC 8410). */
    public byte[] der() {
        return key.getEncoded();
    }

    /** SHA-256 of {@link #der}, lower-case hexadecimal. */
    public String id() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The key as PEM. */
    public String pem() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(der())
                + "\n-----END PUBLIC KEY-----\n";
    }

    /** Whether the key's owner signed these bytes. */
    public boolean verifies(byte[] message, byte[] signature) {
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(message);
            return check.verify(signature);
        } catch (SignatureException malformed) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK 17 has Ed25519", e);
        }
    }
}
