package floodmark.app;

import floodmark.app.command.FloodmarkCommand;
import floodmark.app.command.UsageErrors;
import floodmark.model.UserError;
import java.io.PrintStream;
import java.net.ConnectException;
import java.nio.file.InvalidPathException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Starts a command. Exit codes: 0 done, 1 a bug (with its trace), 2 the user can mend it (one line), 3 an audit differs. */
public final class Main {
    private static final int DONE = 0;
    private static final int BUG = 1;
    private static final int MENDABLE = 2;

    private Main() {}

    /** The entry point, of {@code java -jar} as of {@code flink run}. */
    public static void main(String[] args) {
        int code = run(args, System.out, System.err);
        System.out.flush();
        // Under Flink's client this class has a loader of its own, and the client has work to do after a good end.
        boolean ownProcess = Main.class.getClassLoader() == ClassLoader.getSystemClassLoader();
        if (code != DONE || ownProcess) {
            System.exit(code);
        }
    }

    /** Runs a command line and tells its exit code. */
    static int run(String[] args, PrintStream out, PrintStream err) {
        if (Arrays.asList(args).contains("--verbose")) {
            System.setProperty("floodmark.log", "warn");
        }
        CommandLine commands = FloodmarkCommand.commandLine(args, out, err);
        commands.setParameterExceptionHandler((error, given) -> {
            err.println(UsageErrors.line(error));
            return MENDABLE;
        });
        commands.setExecutionExceptionHandler((failure, command, given) -> failed(failure, err));
        try {
            return commands.execute(args);
        } catch (StackOverflowError | OutOfMemoryError | LinkageError e) {
            return failed(e, err);
        }
    }

    private static int failed(Throwable failure, PrintStream err) {
        String line = mendable(failure);
        if (line == null) {
            failure.printStackTrace(err);
            return BUG;
        }
        err.println(line);
        return MENDABLE;
    }

    private static @Nullable String mendable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UserError) {
                return cause.getMessage();
            }
            if (cause instanceof OutOfMemoryError) {
                return UserError.of(
                                "memory",
                                "the Java heap is too small for this",
                                Runtime.getRuntime().maxMemory() / (1 << 20) + " MiB",
                                "more",
                                "Set FLOODMARK_JAVA_OPTS=-Xmx4g or as much as there is, or choose a longer --bin")
                        .getMessage();
            }
            if (cause instanceof NoClassDefFoundError missing
                    && String.valueOf(missing.getMessage()).startsWith("org/apache/flink/")) {
                return UserError.of(
                                "floodmark.jar",
                                "Flink is missing",
                                "no " + missing.getMessage(),
                                "the directory lib beside the jar, or a start by flink run",
                                "Start it as jobs/floodmark, which builds both")
                        .getMessage();
            }
            if (cause instanceof ConnectException) {
                return UserError.of(
                                "--cluster",
                                "does not answer",
                                String.valueOf(cause.getMessage()),
                                "the REST address of a running Flink session cluster",
                                "Start it, or leave --cluster out to run here")
                        .getMessage();
            }
            if (cause instanceof InvalidPathException path) {
                return UserError.of(
                                "command line",
                                "is no path",
                                path.getInput(),
                                "a path that the file system can hold",
                                "Check it and the locale")
                        .getMessage();
            }
        }
        return null;
    }
}
