package floodmark.app.sign;

import floodmark.model.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The text of a key's file. */
record KeyFile(Path path, String text) {
    private static final long MOST_BYTES = 1 << 16;

    static KeyFile read(Path path) {
        try {
            if (Files.isRegularFile(path) && Files.size(path) <= MOST_BYTES) {
                return new KeyFile(path, new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            throw UserError.of(
                    path.toString(), "cannot be read", String.valueOf(e.getMessage()), "a key's file", "Check it");
        }
        throw UserError.of(path.toString(), "is no key", "no file, or a large one", "a key's file", "Check the path");
    }

    /** What stands in Base64 between the lines that name something; null if there is none. */
    byte @Nullable [] pem(String name) {
        String begin = "-----BEGIN " + name + "-----";
        int start = text.indexOf(begin);
        int end = text.indexOf("-----END " + name + "-----");
        if (start < 0 || end < start) {
            return null;
        }
        return base64(text.substring(start + begin.length(), end));
    }

    byte[] base64(String encoded) {
        try {
            return Base64.getMimeDecoder().decode(encoded);
        } catch (IllegalArgumentException e) {
            throw wrong("broken Base64", "the file as it was made");
        }
    }

    UserError wrong(String found, String expected) {
        return UserError.of(
                path.toString(),
                "is no key that can be used",
                found,
                expected,
                "Make one: openssl genpkey -algorithm ed25519 -out key.pem; openssl pkey -in key.pem -pubout -out key.pub");
    }
}
