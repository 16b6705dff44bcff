package floodmark.app.command;

import floodmark.app.run.Detached;
import floodmark.app.terminal.Terminal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code attach}: follows a run that was started with {@code --detach}, and ends with its exit code. */
@Command(
        name = "attach",
        mixinStandardHelpOptions = true,
        description =
                "Follow a run that was started with --detach; ends with its exit code. Ctrl-C ends the following, not the run.")
final class AttachCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The output directory that the run was given.")
    private Path output = Path.of("");

    private final Terminal terminal;

    AttachCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        return Detached.attach(output, terminal.out());
    }
}
