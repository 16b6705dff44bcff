package floodmark.app.run;

import floodmark.model.UserError;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A run that goes on without its terminal, and a way back to it. Beside the output {@code DIR} lies {@code DIR.run} with the
 * process id, what the run prints, and its exit code once it has ended.
 */
public final class Detached {
    /** Ends with the code of what it ran; deaf to what a terminal sends when it closes. */
    private static final String SHELL =
            "trap '' HUP INT; place=$1; shift; \"$@\" >\"$place/log\" 2>&1 </dev/null; echo $? >\"$place/exit.part\";"
                    + " mv \"$place/exit.part\" \"$place/exit\"";

    private static final long LOOK_EVERY_MILLIS = 200;
    private static final int BUFFER = 1 << 13;

    private Detached() {}

    /** The directory of a detached run. */
    static Path place(Path output) {
        Path whole = output.toAbsolutePath().normalize();
        return whole.resolveSibling(whole.getFileName() + ".run");
    }

    /**
     * Starts this program once more, with the arguments but for {@code --detach}, and does not wait for it.
     *
     * @throws UserError if such a run is under way for the same output
     */
    public static void start(Path output, List<String> arguments, Consumer<String> told) {
        Path place = place(output);
        try {
            if (running(place)) {
                throw UserError.of(
                        "--detach",
                        "a run for this output is under way",
                        "process " + Files.readString(place.resolve("pid")).strip(),
                        "one at a time",
                        "Follow it with: jobs/floodmark attach " + output);
            }
            Files.createDirectories(place);
            for (String old : List.of("exit", "log", "pid")) {
                Files.deleteIfExists(place.resolve(old));
            }
            List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", SHELL, "floodmark", place.toString()));
            command.add(ProcessHandle.current().info().command().orElse("java"));
            // Nobody looks at its streams: no colours, no line that is drawn over itself.
            ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                    .filter(a -> !a.startsWith("-Dfloodmark.tty."))
                    .forEach(command::add);
            command.addAll(List.of("-cp", ManagementFactory.getRuntimeMXBean().getClassPath(), "floodmark.app.Main"));
            arguments.stream().filter(a -> !a.equals("--detach")).forEach(command::add);
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            Files.writeString(place.resolve("pid"), process.pid() + "\n");
            told.accept("runs on as process " + process.pid() + "; follow it with: jobs/floodmark attach " + output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Copies what the run printed and prints, until it ends.
     *
     * @return its exit code
     * @throws UserError if there was none, or if it was killed
     */
    public static int attach(Path output, OutputStream out) throws InterruptedException {
        Path place = place(output);
        if (!Files.exists(place.resolve("pid"))) {
            throw UserError.of(
                    output.toString(),
                    "has no detached run",
                    "no " + place,
                    "the output of a run that was started with --detach",
                    "Check the path");
        }
        long read = 0;
        try {
            while (true) {
                // Asked before the log is read, so that nothing printed at the end is missed.
                boolean ended = !running(place);
                read = copy(place.resolve("log"), read, out);
                Path exit = place.resolve("exit");
                if (Files.exists(exit)) {
                    copy(place.resolve("log"), read, out);
                    return Integer.parseInt(Files.readString(exit).strip());
                }
                if (ended) {
                    throw UserError.of(
                            output.toString(),
                            "the detached run was killed",
                            "no exit code in " + place,
                            "a run that ended by itself",
                            "Start it again; nothing half-written was left");
                }
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean running(Path place) throws IOException {
        Path pid = place.resolve("pid");
        return Files.exists(pid)
                && !Files.exists(place.resolve("exit"))
                && ProcessHandle.of(Long.parseLong(
                                Files.readString(pid, StandardCharsets.US_ASCII).strip()))
                        .map(ProcessHandle::isAlive)
                        .orElse(false);
    }

    private static long copy(Path log, long from, OutputStream out) throws IOException {
        if (!Files.exists(log)) {
            return from;
        }
        long at = from;
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(at);
            byte[] buffer = new byte[BUFFER];
            for (int n = file.read(buffer); n > 0; n = file.read(buffer)) {
                out.write(buffer, 0, n);
                at += n;
            }
        }
        out.flush();
        return at;
    }
}
