package floodmark.app.output;

import floodmark.app.run.BuildInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** SHA-256 of this program's jar: computed once, at the first question, since it takes a moment. */
final class JarDigest {
    /** The digest; empty if the program runs from classes. */
    static final Optional<String> SHA256 = BuildInfo.jar().map(JarDigest::of);

    private JarDigest() {}

    private static String of(Path jar) {
        try {
            return Sha256.of(jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
