package floodmark.app.sign;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Length-prefixed fields of OpenSSH's keys (RFC 4251 section 5; {@code PROTOCOL.key} of OpenSSH). */
final class SshBlob {
    static final String TYPE = "ssh-ed25519";

    private static final byte[] MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);
    private static final int SEED = 32;
    private static final int PAIR = 64;

    private final KeyFile file;
    private final ByteBuffer in;

    SshBlob(KeyFile file, byte[] bytes) {
        this.file = file;
        this.in = ByteBuffer.wrap(bytes);
    }

    /** The seed in a private key that has no pass phrase. */
    static byte[] seed(KeyFile file, byte[] bytes) {
        if (bytes.length < MAGIC.length || !Arrays.equals(MAGIC, 0, MAGIC.length, bytes, 0, MAGIC.length)) {
            throw file.wrong(
                    "no " + new String(MAGIC, 0, MAGIC.length - 1, StandardCharsets.US_ASCII), "OpenSSH's form");
        }
        SshBlob outer = new SshBlob(file, Arrays.copyOfRange(bytes, MAGIC.length, bytes.length));
        String cipher = outer.text();
        outer.bytes();
        outer.bytes();
        int keys = outer.number();
        outer.bytes();
        if (!cipher.equals("none") || keys != 1) {
            throw file.wrong(keys == 1 ? "a key with a pass phrase" : keys + " keys", "one key without a pass phrase");
        }
        SshBlob inner = new SshBlob(file, outer.bytes());
        int check = inner.number();
        if (check != inner.number()) {
            throw file.wrong("check numbers that differ", "the file as ssh-keygen made it");
        }
        inner.expect(TYPE);
        inner.bytes();
        byte[] pair = inner.bytes();
        if (pair.length != PAIR) {
            throw file.wrong("a key of " + pair.length + " bytes", PAIR + " bytes");
        }
        return Arrays.copyOf(pair, SEED);
    }

    void expect(String word) {
        String found = text();
        if (!found.equals(word)) {
            throw file.wrong(found, word);
        }
    }

    byte[] bytes() {
        int length = number();
        if (length < 0 || length > in.remaining()) {
            throw file.wrong("a field longer than the file", "the file as ssh-keygen made it");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private String text() {
        return new String(bytes(), StandardCharsets.ISO_8859_1);
    }

    private int number() {
        try {
            return in.getInt();
        } catch (BufferUnderflowException e) {
            throw file.wrong("a file that ends early", "the file as ssh-keygen made it");
        }
    }
}
