package floodmark.app;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.app.output.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demo's results are the same bytes in a time zone of odd offset, in a locale with its own letter i, and at another parallelism.
 * {@code -Dfloodmark.other.java=PATH} names another Java for the second run.
 */
class SamenessITCase {
    private static final Path HOME = Path.of("..", "..").toAbsolutePath().normalize();
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final int FEWEST_FILES = 90;

    @TempDir
    private Path place = Path.of("");

    private Map<String, String> demo(String name, String java, List<String> options, int parallelism)
            throws IOException, InterruptedException {
        Path output = place.resolve(name);
        List<String> command = new ArrayList<>(List.of(java, "-Xmx1g", "-Dfloodmark.home=" + HOME));
        command.addAll(options);
        command.addAll(List.of(
                "-jar",
                Path.of("target", "floodmark.jar").toAbsolutePath().toString(),
                "demo",
                "--output",
                output.toString(),
                "--progress",
                "none",
                "--parallelism",
                Integer.toString(parallelism)));
        Path log = place.resolve(name + ".log");
        Process process = new ProcessBuilder(command)
                .directory(place.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(log)).isZero();
        Map<String, String> digests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(output)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.endsWith("manifest.json") && !file.endsWith("ro-crate-metadata.json")) {
                    digests.put(output.relativize(file).toString(), Sha256.of(file));
                }
            }
        }
        return digests;
    }

    @Test
    void zoneLocaleJavaAndParallelismChangeNothing() throws Exception {
        Map<String, String> here =
                demo("plain", JAVA, List.of("-Duser.timezone=UTC", "-Duser.language=en", "-Duser.country=US"), 4);
        Map<String, String> there = demo(
                "odd",
                System.getProperty("floodmark.other.java", JAVA),
                List.of(
                        "-Duser.timezone=Asia/Kathmandu",
                        "-Duser.language=tr",
                        "-Duser.country=TR",
                        "-Dfile.encoding=ISO-8859-9"),
                1);
        assertThat(here).hasSizeGreaterThan(FEWEST_FILES).containsKey("stopddos-snmp/report.html");
        assertThat(there).isEqualTo(here);
    }
}
