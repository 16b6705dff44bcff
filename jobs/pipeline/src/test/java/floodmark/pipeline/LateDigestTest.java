package floodmark.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import floodmark.model.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LateDigestTest {
    @TempDir
    Path directory;

    private FoundFile found(String name) {
        return new FoundFile(name, directory.resolve(name).toUri().toString());
    }

    /** The digest of "abc" is the first example of FIPS 180-2, appendix B. */
    @Test
    void isThatOfTheBytes() throws IOException {
        Files.writeString(directory.resolve("abc"), "abc", StandardCharsets.US_ASCII);
        assertThat(LateDigest.of(found("abc"), 3).sha256())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void saysWhatWentWrongToWhoeverAsks() throws IOException {
        Files.writeString(directory.resolve("grown"), "abcd", StandardCharsets.US_ASCII);
        LateDigest grown = LateDigest.of(found("grown"), 3);
        assertThatThrownBy(grown::sha256)
                .isInstanceOf(UserError.class)
                .hasMessageContaining("grown")
                .hasMessageContaining("changed while it was read")
                .hasMessageContaining("4 bytes");
        LateDigest gone = LateDigest.of(found("gone"), 3);
        assertThatThrownBy(gone::sha256).isInstanceOfAny(UserError.class, UncheckedIOException.class);
    }
}
