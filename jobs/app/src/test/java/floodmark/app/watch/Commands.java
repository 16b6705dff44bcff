package floodmark.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.app.command.FloodmarkCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Commands as a user gives them, in this process, and what they leave. */
final class Commands {
    private Commands() {}

    /**
     * @param code exit code of the command line's own parser: 1 for whatever went wrong
     * @param err standard error
     */
    record Outcome(int code, String err) {}

    static Outcome run(Object... args) {
        String[] words = Stream.of(args).map(String::valueOf).toArray(String[]::new);
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        int code = FloodmarkCommand.commandLine(words, out, errors).execute(words);
        return new Outcome(code, err.toString(StandardCharsets.UTF_8));
    }

    static void runs(Object... args) {
        Outcome outcome = run(args);
        assertThat(outcome.code).as(outcome.err).isZero();
    }

    /** The bytes of every file of a result that must be the same in every way of running. */
    static Map<String, byte[]> tables(Path result) throws IOException {
        Map<String, byte[]> tables = new TreeMap<>();
        try (Stream<Path> files = Files.list(result)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (!name.equals("manifest.json") && !name.equals("ro-crate-metadata.json")) {
                    tables.put(name, Files.readAllBytes(file));
                }
            }
        }
        return tables;
    }

    static void same(Path result, Map<String, byte[]> expected) throws IOException {
        Map<String, byte[]> found = tables(result);
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        for (Map.Entry<String, byte[]> table : expected.entrySet()) {
            assertThat(found.get(table.getKey())).as(table.getKey()).isEqualTo(table.getValue());
        }
    }
}
