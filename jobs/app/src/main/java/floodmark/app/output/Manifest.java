package floodmark.app.output;

import floodmark.app.run.BuildInfo;
import floodmark.app.run.RunOptions;
import floodmark.model.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonFactory;

/**
 * {@code manifest.json}: every file of a result with its digest, and how the run was made. This file and
 * {@code ro-crate-metadata.json} alone hold times of the run and facts about the machine.
 *
 * @param options how the run was asked for
 * @param build what ran
 * @param ended wall-clock time of the end
 */
public record Manifest(RunOptions options, BuildInfo build, Instant ended) {

    /** The file's bytes for the files that lie in a directory. */
    byte[] bytes(Path directory) throws IOException {
        Set<String> files = ResultDirectory.files(directory);
        files.remove(ResultDirectory.MANIFEST);
        return Json.object(json -> json.put("floodmark", 1)
                .put("command", options.command())
                .put("arguments", options.arguments())
                .put("exploratory", options.exploratory())
                .put("started", options.started().toString())
                .put("ended", ended.toString())
                .object(
                        "software",
                        software -> software.put("version", build.version())
                                .put("commit", build.commit())
                                .put("flink", build.flink())
                                .put("java", Runtime.version().toString())
                                .put(
                                        "vm",
                                        System.getProperty("java.vm.name") + ", " + System.getProperty("java.vendor"))
                                .put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"))
                                .put("processors", Runtime.getRuntime().availableProcessors()))
                .object(
                        "run",
                        run -> run.put("parallelism", options.parallelism())
                                .put("mode", options.mode().name().toLowerCase(Locale.ROOT))
                                .put("cluster", options.cluster()))
                .objects("files", files.stream().toList(), (file, name) -> file(file, directory, name)));
    }

    private static void file(Json json, Path directory, String name) {
        Path file = directory.resolve(name);
        try {
            json.put("path", name).put("bytes", Files.size(file)).put("sha256", Sha256.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Names of the files that an earlier manifest lists.
     *
     * @throws UserError if it is no manifest of Floodmark
     */
    static Set<String> names(Path manifest) throws IOException {
        Set<String> names = new TreeSet<>();
        try (JsonParser in = JsonFactory.builder().build().createParser(Files.readAllBytes(manifest))) {
            boolean ours = false;
            while (in.nextToken() != null) {
                if (in.currentToken() == JsonToken.PROPERTY_NAME) {
                    String name = in.currentName();
                    in.nextToken();
                    ours |= "floodmark".equals(name);
                    if ("path".equals(name) && in.currentToken() == JsonToken.VALUE_STRING) {
                        names.add(in.getString());
                    }
                }
            }
            if (ours) {
                return names;
            }
        } catch (JacksonException e) {
            throw notOurs(manifest, "no JSON");
        }
        throw notOurs(manifest, "no member floodmark");
    }

    private static UserError notOurs(Path manifest, String found) {
        return UserError.of(
                manifest.toString(),
                "is no manifest of Floodmark",
                found,
                "a result of Floodmark",
                "Choose another --output");
    }
}
