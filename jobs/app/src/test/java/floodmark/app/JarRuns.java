package floodmark.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The shaded jar by itself, as processes that work in one directory and log there. */
public final class JarRuns {
    /** The jar that the build has made. */
    static final Path JAR = Path.of("target", "floodmark.jar").toAbsolutePath();

    private static final int PATIENCE_MINUTES = 4;

    private final Path place;

    public JarRuns(Path place) {
        this.place = place;
    }

    /** Starts a command that writes into a directory of the name that is given first. */
    public Process start(String output, List<String> command) throws IOException {
        List<String> whole = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g", "-jar", JAR.toString()));
        whole.addAll(command);
        whole.addAll(List.of("--output", output));
        return new ProcessBuilder(whole)
                .directory(place.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log(output).toFile())
                .start();
    }

    /** Waits for its end, expects an exit code, and returns what it printed. */
    public String ends(Process process, String output, int code) throws Exception {
        boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
        String printed = Files.readString(log(output));
        assertThat(ended).as(printed).isTrue();
        assertThat(process.exitValue()).as(printed).isEqualTo(code);
        return printed;
    }

    /** Runs a command to its good end. */
    public void run(String output, List<String> command) throws Exception {
        ends(start(output, command), output, 0);
    }

    private Path log(String output) {
        return place.resolve(output + ".log");
    }
}
