package floodmark.app.command;

import floodmark.app.export.ExportFile;
import floodmark.app.export.Exporter;
import floodmark.app.export.Exports;
import floodmark.app.export.FinishedResult;
import floodmark.app.terminal.Terminal;
import floodmark.model.UserError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code export}: a finished result in another system's form. Must not load Flink: nothing here is a job. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Write a finished result in another system's form: see list exports.",
            "",
            "The same result gives the same bytes. What the form cannot hold is named on standard error."
        })
final class ExportCommand implements Callable<Integer> {
    /** RFC 5612 keeps this number for examples. */
    private static final String EXAMPLE_ENTERPRISE = "32473";

    private static final long LARGEST_ENTERPRISE = 0xffff_ffffL;

    @Parameters(paramLabel = "DIR", description = "The result's directory, as assess, demo or scan wrote it.")
    private Path directory = Path.of("");

    @Option(names = "--to", paramLabel = "FORM", required = true, description = "dots, stix, misp or csv.")
    private String to = "";

    @Option(
            names = "--output",
            paramLabel = "PLACE",
            description = {
                "File for stix and misp; default: standard output.",
                "Directory for dots and csv, which make several files; needed."
            })
    private @Nullable Path output;

    @Option(names = "--overwrite", description = "Replace files of an earlier export.")
    private boolean overwrite;

    @Option(
            names = "--vendor-id",
            paramLabel = "NUMBER",
            defaultValue = EXAMPLE_ENTERPRISE,
            description = {
                "For dots: your private enterprise number, under which attacks are numbered.",
                "Default: " + EXAMPLE_ENTERPRISE + ", which is kept for examples."
            })
    private long vendorId;

    private final Terminal terminal;

    ExportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Exporter form = Exports.of(to);
        if (vendorId < 0 || vendorId > LARGEST_ENTERPRISE) {
            throw UserError.of(
                    "--vendor-id", "is out of range", vendorId, "0 to " + LARGEST_ENTERPRISE, "Take IANA's number");
        }
        Path place = output == null ? null : checked(output);
        if (place == null && !form.single()) {
            throw UserError.of(
                    "--output",
                    "is missing",
                    "nothing",
                    "a directory, for " + form.id() + " makes several files",
                    "Add --output DIR");
        }
        Exporter.Export export = form.export(FinishedResult.open(directory), new Exporter.Options(vendorId));
        if (place == null) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            export.files().get(0).body().writeTo(bytes);
            terminal.json(bytes.toByteArray());
        } else {
            write(export.files(), place, form.single());
        }
        export.notes().forEach(terminal::remark);
        return 0;
    }

    /** An export inside the result would be a file that its manifest does not know. */
    private Path checked(Path target) throws IOException {
        Path place = target.toAbsolutePath().normalize();
        Path result = directory.toAbsolutePath().normalize();
        if (place.startsWith(result) || Files.exists(result) && place.startsWith(result.toRealPath())) {
            throw UserError.of(
                    "--output",
                    "lies in the result itself",
                    target,
                    "a place outside, since a result is complete as it is",
                    "Choose another");
        }
        return place;
    }

    private void write(List<ExportFile> files, Path place, boolean single) {
        List<Path> targets = files.stream()
                .map(file -> single ? place : place.resolve(file.name()))
                .toList();
        for (Path target : targets) {
            if (Files.isDirectory(target) || !overwrite && Files.exists(target)) {
                throw UserError.of(
                        target.toString(),
                        "is there already",
                        Files.isDirectory(target) ? "a directory" : "a file",
                        Files.isDirectory(target) ? "the name of a file" : "a new name",
                        Files.isDirectory(target) ? "Name a file in it" : "Choose another or add --overwrite");
            }
        }
        for (int i = 0; i < targets.size(); i++) {
            write(files.get(i), targets.get(i));
            terminal.remark("wrote " + targets.get(i));
        }
    }

    /** Under another name first: whatever ends the run, a file of the right name is whole. */
    private static void write(ExportFile file, Path target) {
        Path parent = target.toAbsolutePath().getParent();
        Path part = target.resolveSibling("." + target.getFileName() + ".partial");
        try {
            if (parent != null) {
                Files.createDirectories(parent);
            }
            try (OutputStream out = Files.newOutputStream(part)) {
                file.body().writeTo(out);
            }
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw UserError.of(
                    target.toString(),
                    "cannot be written",
                    e.getClass().getSimpleName() + " " + e.getMessage(),
                    "a place with room that may be written",
                    "Mend that, or choose another --output");
        } finally {
            part.toFile().delete();
        }
    }
}
