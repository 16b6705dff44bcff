package floodmark.app.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
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

    /** The clone's data sets, if the launcher says where the clone is. */
    public static Optional<Path> datasets() {
        return Optional.ofNullable(System.getProperty("floodmark.home"))
                .map(home -> Path.of(home).resolve("datasets"))
                .filter(Files::isDirectory);
    }

    /** This program's jar; empty if its classes lie in a directory. */
    public static Optional<Path> jar() {
        try {
            Path place = Path.of(BuildInfo.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Optional.of(place).filter(Files::isRegularFile);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the program's own place is no path", e);
        }
    }
}
