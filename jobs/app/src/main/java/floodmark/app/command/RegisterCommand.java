package floodmark.app.command;

import floodmark.app.output.RegistrationFile;
import floodmark.app.output.ResultDirectory;
import floodmark.app.run.BuildInfo;
import floodmark.app.sign.SigningKey;
import floodmark.app.terminal.Terminal;
import floodmark.claim.CaseFile;
import floodmark.model.UserError;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code register}: fixes a case before its data are opened. */
@Command(
        name = "register",
        mixinStandardHelpOptions = true,
        description = {
            "Fix a case before its data are opened: its digest, the time, and a signature if a key is given.",
            "Opens no capture. assess --registration then says that the case was registered."
        })
final class RegisterCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CASE.yaml", description = "The case file.")
    private Path file = Path.of("");

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "The registration; never replaced. Default: registration.json.")
    private Path output = Path.of("registration.json");

    @Option(
            names = "--sign",
            paramLabel = "KEY",
            description = "Ed25519 private key without a pass phrase: PKCS #8 (openssl) or OpenSSH.")
    private @Nullable Path key;

    private final Terminal terminal;

    RegisterCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CaseFile theCase = Cases.read(file);
        SigningKey signer = key == null ? null : SigningKey.read(key);
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        try {
            Files.write(
                    output,
                    RegistrationFile.bytes(theCase, now, BuildInfo.load(), signer),
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw UserError.of(output.toString(), "is there already", "a file", "a new one", "Choose another --output");
        } catch (IOException e) {
            throw ResultDirectory.unwritable(output, e);
        }
        terminal.heading("registered: " + theCase.title());
        terminal.line("  case sha256 " + theCase.sha256());
        terminal.line("  at " + now + ", by this machine's clock"
                + (signer == null
                        ? "; not signed"
                        : "; signed by key " + signer.verifying().id()));
        terminal.line("  " + output);
        return 0;
    }
}
