package floodmark.capture.pseudonym;

import floodmark.model.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/** Reads the key of the pseudonyms; what is in the file never gets into a message. */
public final class KeyFile {
    private static final int LONGEST = 4096;

    private KeyFile() {}

    /**
     * The key in a file of 32 bytes, or of 64 hexadecimal digits with white space around them.
     *
     * @throws UserError if it holds neither or cannot be read
     */
    public static byte[] read(Path file) {
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(LONGEST);
        } catch (NoSuchFileException e) {
            throw UserError.of(file.toString(), "does not exist", "no file", "a key file", howToMake(file));
        } catch (IOException e) {
            throw UserError.of(
                    file.toString(),
                    "cannot be read",
                    String.valueOf(e.getMessage()),
                    "a key file",
                    "Check its rights");
        }
        if (content.length == CryptoPan.KEY_BYTES) {
            return content;
        }
        String text = new String(content, StandardCharsets.ISO_8859_1).strip();
        boolean digits =
                text.length() == 2 * CryptoPan.KEY_BYTES && text.chars().allMatch(HexFormat::isHexDigit);
        Arrays.fill(content, (byte) 0);
        if (!digits) {
            throw UserError.of(
                    file.toString(),
                    "holds no key",
                    content.length + (content.length == LONGEST ? " bytes or more" : " bytes"),
                    "32 bytes or 64 hexadecimal digits",
                    howToMake(file));
        }
        return HexFormat.of().parseHex(text);
    }

    private static String howToMake(Path file) {
        return "Make one with: head -c 32 /dev/urandom > " + UserError.printable(file.toString());
    }
}
