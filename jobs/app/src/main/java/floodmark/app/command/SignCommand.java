package floodmark.app.command;

import floodmark.app.audit.Audit;
import floodmark.app.audit.AuditReport;
import floodmark.app.output.Attestation;
import floodmark.app.output.Envelope;
import floodmark.app.output.JsonReader;
import floodmark.app.output.RecordedRun;
import floodmark.app.output.ResultDirectory;
import floodmark.app.sign.SigningKey;
import floodmark.app.terminal.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sign}: who publishes a result, or has audited it, puts a name to it. */
@Command(
        name = "sign",
        mixinStandardHelpOptions = true,
        description = "Sign a result as it lies there; signatures of others stay. A damaged result is not signed.")
final class SignCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The result's directory.")
    private Path directory = Path.of("");

    @Option(
            names = "--key",
            paramLabel = "FILE",
            required = true,
            description = "Ed25519 private key without a pass phrase: PKCS #8 (openssl) or OpenSSH.")
    private Path key = Path.of("");

    private final Terminal terminal;

    SignCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        SigningKey signer = SigningKey.read(key);
        AuditReport report = Audit.ofFiles(directory, null);
        if (report.differs()) {
            terminal.heading("not signed: " + directory);
            report.lines().forEach(terminal::line);
            return AuditCommand.DIFFERS;
        }
        RecordedRun run = RecordedRun.read(
                JsonReader.bytes(directory.resolve(ResultDirectory.MANIFEST)), ResultDirectory.MANIFEST);
        List<String> signers = Attestation.of(directory).sign(run, signer);
        terminal.heading("signed: " + directory.resolve(Envelope.FILE));
        signers.forEach(id -> terminal.line("  key " + id));
        return 0;
    }
}
