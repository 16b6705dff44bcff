package floodmark.app.command;

import floodmark.app.run.BuildInfo;
import floodmark.app.run.Settings;
import floodmark.app.terminal.Terminal;
import floodmark.model.UserError;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command without a name of its own; its subcommands do the work. */
@Command(
        name = "floodmark",
        mixinStandardHelpOptions = true,
        versionProvider = FloodmarkCommand.Version.class,
        description = "Evidence from flow captures for or against a claimed denial-of-service attack.",
        footer = {
            "",
            "Exit codes: 0 done, 2 something that you can mend (one line says what), 3 an audit found a difference, 1 a bug (with its trace).",
            "FLOODMARK_JAVA_OPTS holds options for Java, such as -Xmx8g."
        })
public final class FloodmarkCommand implements Runnable {
    private static final Set<String> TAKE_SETTINGS = Set.of("demo", "scan", "assess", "watch");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /**
     * The command line with all commands.
     *
     * @param args as given, for the manifest
     */
    public static CommandLine commandLine(String[] args, PrintStream out, PrintStream err) {
        Terminal terminal = Terminal.of(out, err);
        List<String> given = List.of(args);
        CommandLine commands = new CommandLine(new FloodmarkCommand());
        commands.addSubcommand(new DemoCommand(terminal, given));
        commands.addSubcommand(new ImportCommand(terminal, given));
        commands.addSubcommand(new ScanCommand(terminal, given));
        commands.addSubcommand(new AssessCommand(terminal, given));
        commands.addSubcommand(new AuditCommand(terminal));
        commands.addSubcommand(new RegisterCommand(terminal));
        commands.addSubcommand(new SignCommand(terminal));
        commands.addSubcommand(new AttachCommand(terminal));
        commands.addSubcommand(new WatchCommand(terminal, given));
        commands.addSubcommand(new CalibrateCommand(terminal, given));
        commands.addSubcommand(new SimulateCommand(terminal, given));
        commands.addSubcommand(new ExportCommand(terminal));
        commands.addSubcommand(new ListCommand(terminal));
        commands.getSubcommands().forEach((name, command) -> {
            if (TAKE_SETTINGS.contains(name)) {
                UsageMessageSpec usage = command.getCommandSpec().usageMessage();
                usage.footerHeading("%nSettings (key, default, meaning):%n");
                usage.footer(Settings.help().toArray(String[]::new));
            }
        });
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setAbbreviatedOptionsAllowed(false);
        commands.setUsageHelpAutoWidth(true);
        commands.setUsageHelpLongOptionsMaxWidth(28);
        commands.setOut(new PrintWriter(out, true, Charset.defaultCharset()));
        commands.setErr(new PrintWriter(err, true, Charset.defaultCharset()));
        return commands;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "no command",
                UserError.of(
                        "command line",
                        "no command",
                        "nothing",
                        "one of " + String.join(", ", spec.subcommands().keySet()),
                        "Try floodmark demo, or see floodmark --help"));
    }

    /** Tells what was built from what. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            BuildInfo build = BuildInfo.load();
            return new String[] {
                "floodmark " + build.version() + " (commit " + build.commit() + ", Flink " + build.flink() + ", Java "
                        + Runtime.version() + ")"
            };
        }
    }
}
