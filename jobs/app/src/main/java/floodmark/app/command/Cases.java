package floodmark.app.command;

import floodmark.capture.Yaml;
import floodmark.claim.CaseFile;
import floodmark.claim.CaseReader;
import floodmark.claim.Node;
import floodmark.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads YAML files that the user names. */
final class Cases {
    private Cases() {}

    static CaseFile read(Path file) {
        byte[] bytes = bytes(file);
        return CaseReader.read(Yaml.parse(bytes, file.toString()), bytes);
    }

    static Node yaml(Path file) {
        return Yaml.parse(bytes(file), file.toString());
    }

    private static byte[] bytes(Path file) {
        String where = file.toString();
        if (!Files.exists(file)) {
            throw UserError.of(where, "does not exist", "no file", "a YAML file", "Check the path");
        }
        if (!Files.isRegularFile(file)) {
            throw UserError.of(where, "is no file", "a directory or device", "a YAML file", "Name the file");
        }
        try {
            if (Files.size(file) > Yaml.MOST_BYTES) {
                throw UserError.of(
                        where,
                        "is too large",
                        Files.size(file) + " bytes",
                        "at most " + Yaml.MOST_BYTES,
                        "Is it the right file?");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw UserError.of(
                    where, "cannot be read", String.valueOf(e.getMessage()), "a readable file", "Check its rights");
        }
    }
}
