package floodmark.app.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import floodmark.model.UserError;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys and signatures of RFC 8032, section 7.1, in the forms of openssl and OpenSSH. */
class SigningKeyTest {
    private static final String PKCS8 = "302e020100300506032b657004220420";
    private static final String SPKI = "302a300506032b6570032100";

    @TempDir
    private Path place = Path.of("");

    private Path file(String name, String text) throws IOException {
        return Files.writeString(place.resolve(name), text, StandardCharsets.US_ASCII);
    }

    private static String pem(String name, byte[] der) {
        return "-----BEGIN " + name + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + name
                + "-----\n";
    }

    private static void field(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] publicBlob(byte[] raw) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        field(out, ascii("ssh-ed25519"));
        field(out, raw);
        return bytes.toByteArray();
    }

    /** As PROTOCOL.key of OpenSSH describes it. */
    private static byte[] opensshBlob(String cipher, byte[] seed, byte[] raw, int secondCheck) throws IOException {
        ByteArrayOutputStream inner = new ByteArrayOutputStream();
        DataOutputStream in = new DataOutputStream(inner);
        in.writeInt(7);
        in.writeInt(secondCheck);
        field(in, ascii("ssh-ed25519"));
        field(in, raw);
        ByteArrayOutputStream pair = new ByteArrayOutputStream();
        pair.writeBytes(seed);
        pair.writeBytes(raw);
        field(in, pair.toByteArray());
        field(in, ascii("a comment"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(ascii("openssh-key-v1\0"));
        field(out, ascii(cipher));
        field(out, ascii("none"));
        field(out, new byte[0]);
        out.writeInt(1);
        field(out, publicBlob(raw));
        field(out, inner.toByteArray());
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
                + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
                + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    })
    void signsAndVerifiesAsTheStandardDoes(String seed, String raw, String message, String signature)
            throws IOException {
        HexFormat hex = HexFormat.of();
        byte[] said = hex.parseHex(message);
        byte[] publicKey = hex.parseHex(raw);
        Path pkcs8 = file("key.pem", pem("PRIVATE KEY", hex.parseHex(PKCS8 + seed)));
        Path openssh = file("key", pem("OPENSSH PRIVATE KEY", opensshBlob("none", hex.parseHex(seed), publicKey, 7)));
        Path spki = file("key.pub", pem("PUBLIC KEY", hex.parseHex(SPKI + raw)));
        Path line = file(
                "key.ssh.pub",
                "ssh-ed25519 " + Base64.getEncoder().encodeToString(publicBlob(publicKey)) + " somebody@somewhere\n");
        for (Path privateKey : new Path[] {pkcs8, openssh}) {
            SigningKey key = SigningKey.read(privateKey);
            assertThat(hex.formatHex(key.sign(said))).isEqualTo(signature);
            assertThat(hex.formatHex(key.verifying().der())).isEqualTo(SPKI + raw);
            for (Path other : new Path[] {spki, line}) {
                VerifyingKey verifying = VerifyingKey.read(other);
                assertThat(verifying.id()).isEqualTo(key.verifying().id());
                assertThat(verifying.verifies(said, hex.parseHex(signature))).isTrue();
                assertThat(verifying.verifies(new byte[] {1, 2}, hex.parseHex(signature)))
                        .isFalse();
                assertThat(verifying.verifies(said, new byte[3])).isFalse();
            }
        }
    }

    @Test
    void refusesWhatItCannotUseInOneLine() throws IOException {
        byte[] some = new byte[32];
        Path[] keys = {
            place.resolve("nowhere"),
            file("text", "a letter"),
            file("half.pem", "-----BEGIN PRIVATE KEY-----\nMC4"),
            file("broken.pem", pem("PRIVATE KEY", new byte[] {1, 2, 3})),
            file("encrypted.pem", pem("ENCRYPTED PRIVATE KEY", some)),
            file("rsa.pem", pem("RSA PRIVATE KEY", some)),
            file("phrase", pem("OPENSSH PRIVATE KEY", opensshBlob("aes256-ctr", some, some, 7))),
            file("checks", pem("OPENSSH PRIVATE KEY", opensshBlob("none", some, some, 8))),
            file("cut", pem("OPENSSH PRIVATE KEY", Arrays.copyOf(opensshBlob("none", some, some, 7), 60))),
            file("magic", pem("OPENSSH PRIVATE KEY", some))
        };
        for (Path key : keys) {
            assertThatThrownBy(() -> SigningKey.read(key))
                    .as(key.toString())
                    .isInstanceOf(UserError.class)
                    .hasMessageStartingWith("[" + key)
                    .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
        }
        Path[] publics = {
            file("other.pub", "ssh-rsa AAAA somebody"),
            file("short.pub", "ssh-ed25519 AAAA somebody"),
            file("bits.pub", "ssh-ed25519 " + Base64.getEncoder().encodeToString(publicBlob(new byte[5]))),
            file("der.pub", pem("PUBLIC KEY", new byte[] {4, 5})),
            file("empty.pub", "")
        };
        for (Path key : publics) {
            assertThatThrownBy(() -> VerifyingKey.read(key)).as(key.toString()).isInstanceOf(UserError.class);
        }
    }
}
