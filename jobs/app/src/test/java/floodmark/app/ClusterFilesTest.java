package floodmark.app;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.app.command.FloodmarkCommand;
import floodmark.app.run.BuildInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the files for containers and Kubernetes say of the program is so. */
class ClusterFilesTest {
    private static final Path CLUSTER = Path.of("..", "..", "cluster");
    private static final Pattern ARGS = Pattern.compile("args:\\n((?: +- .+\\n)+)");
    private static final Pattern ITEM = Pattern.compile("- \"?([^\"\\n]+)\"?\\n");

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(CLUSTER)) {
            return files.filter(f -> !f.toString().contains("/target/")
                            && !f.toString().contains("/run/")
                            && f.toString().matches(".*(Dockerfile|/(compose|kubernetes)/.*yaml)"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void theirCommandLinesAreTheProgram() throws IOException {
        List<String> commands = new ArrayList<>();
        for (Path file : files()) {
            Matcher block = ARGS.matcher(Files.readString(file));
            while (block.find()) {
                List<String> args = new ArrayList<>();
                ITEM.matcher(block.group(1)).results().forEach(m -> args.add(m.group(1)));
                PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
                String[] given = args.toArray(String[]::new);
                CommandLine.ParseResult parsed =
                        FloodmarkCommand.commandLine(given, nowhere, nowhere).parseArgs(given);
                commands.add(parsed.subcommand().commandSpec().name());
            }
        }
        assertThat(commands).contains("assess", "watch");
    }

    @Test
    void theirVersionsAreTheBuilds() throws IOException {
        BuildInfo build = BuildInfo.load();
        assertThat(files()).hasSizeGreaterThanOrEqualTo(4);
        for (Path file : files()) {
            String text = Files.readString(file);
            Matcher image = Pattern.compile("floodmark:([0-9.]+)").matcher(text);
            while (image.find()) {
                assertThat(image.group(1)).as(file.toString()).isEqualTo(build.version());
            }
            Matcher operator = Pattern.compile("flinkVersion: v(\\d+)_(\\d+)").matcher(text);
            while (operator.find()) {
                assertThat(build.flink()).startsWith(operator.group(1) + "." + operator.group(2) + ".");
            }
        }
        assertThat(Files.readString(CLUSTER.resolve("Dockerfile"))).contains("FLINK=" + build.flink() + "-");
    }

    /** The options stand where each way to start a Java takes them from. */
    @Test
    void theyCompileAsTheLauncherDoes() throws IOException {
        Pattern option = Pattern.compile("-XX:\\+UseParallelGC|-XX:[A-Za-z0-9]+=[0-9]+m?");
        String launcher = Files.readString(Path.of("..", "floodmark"));
        String usual = launcher.substring(launcher.indexOf("options=("), launcher.indexOf("-Xlog:disable"));
        Set<String> expected = all(option, usual);
        assertThat(expected).hasSize(10);
        String session = Files.readString(CLUSTER.resolve("session.py"));
        String taskManager = session.substring(session.indexOf("\"TM\": ["), session.indexOf("\"JM\": ["));
        assertThat(all(option, taskManager)).isEqualTo(expected);
        for (String file : List.of("compose/compose.yaml", "kubernetes/session.yaml")) {
            assertThat(all(option, Files.readString(CLUSTER.resolve(file))))
                    .as(file)
                    .isEqualTo(expected);
        }
    }

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }
}
