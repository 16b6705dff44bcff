package floodmark.app.sign;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;

/** An Ed25519 private key (RFC 8032) and what belongs to it. Signatures are deterministic: the same bytes, the same signature. */
public final class SigningKey {
    private final PrivateKey key;
    private final VerifyingKey verifying;

    private SigningKey(PrivateKey key, VerifyingKey verifying) {
        this.key = key;
        this.verifying = verifying;
    }

    /**
     * Reads a key without a pass phrase: PKCS #8 in PEM as of {@code openssl genpkey -algorithm ed25519}, or OpenSSH's own form.
     *
     * @throws floodmark.model.UserError if it is none
     */
    public static SigningKey read(Path path) {
        KeyFile file = KeyFile.read(path);
        byte[] pkcs8 = file.pem("PRIVATE KEY");
        byte[] ssh = file.pem("OPENSSH PRIVATE KEY");
        try {
            if (pkcs8 != null) {
                PrivateKey key = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
                byte[] seed = ((EdECPrivateKey) key)
                        .getBytes()
                        .orElseThrow(() -> file.wrong("a key that does not show itself", "PKCS #8"));
                return ofSeed(seed);
            }
            if (ssh != null) {
                return ofSeed(SshBlob.seed(file, ssh));
            }
        } catch (InvalidKeySpecException e) {
            throw file.wrong("another kind of key", "an Ed25519 key");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK 17 has Ed25519", e);
        }
        throw file.wrong(
                file.text().contains("ENCRYPTED")
                        ? "a key with a pass phrase"
                        : "neither PRIVATE KEY nor OPENSSH PRIVATE KEY",
                "an Ed25519 private key without a pass phrase");
    }

    private static SigningKey ofSeed(byte[] seed) throws GeneralSecurityException {
        PrivateKey key = KeyFactory.getInstance("Ed25519")
                .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
        // The JDK makes a public key only together with a fresh private one; this "random" source gives it ours.
        KeyPairGenerator pairs = KeyPairGenerator.getInstance("Ed25519");
        pairs.initialize(NamedParameterSpec.ED25519, new Given(seed));
        VerifyingKey verifying =
                VerifyingKey.of(pairs.generateKeyPair().getPublic().getEncoded());
        SigningKey made = new SigningKey(key, verifying);
        if (!verifying.verifies(seed, made.sign(seed))) {
            throw new IllegalStateException("the JDK made another key pair than asked for");
        }
        return made;
    }

    /** The public key. */
    public VerifyingKey verifying() {
        return verifying;
    }

    /** The signature, 64 bytes. */
    public byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK 17 has Ed25519", e);
        }
    }

    private static final class Given extends SecureRandom {
        private static final long serialVersionUID = 1L;
        private final byte[] bytes;

        Given(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        @Override
        public void nextBytes(byte[] target) {
            System.arraycopy(Arrays.copyOf(bytes, target.length), 0, target, 0, target.length);
        }
    }
}
