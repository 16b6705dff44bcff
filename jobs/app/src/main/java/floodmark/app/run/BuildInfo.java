package floodmark.app.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/**
 * What this program was built from.
 *
 * @param version of Floodmark
 * @param commit of its sources; {@code unknown} if it was built outside a git clone
 * @param flink version of Flink that it was built against
 */
public record BuildInfo(String version, String commit, String flink) {

    /** Reads what the build left beside the classes. */
    public static BuildInfo load() {
        Properties properties = new Properties();
        try (InputStream in = BuildInfo.class.getResourceAsStream("/floodmark/app/build.properties")) {
            properties.load(Objects.requireNonNull(in, "build.properties is not in the jar"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new BuildInfo(
                properties.getProperty("version"), properties.getProperty("commit"), properties.getProperty("flink"));
    }
}
