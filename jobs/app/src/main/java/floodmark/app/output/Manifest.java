package floodmark.app.output;

import floodmark.app.result.PrecedentFile;
import floodmark.app.result.Result;
import floodmark.app.run.BuildInfo;
import floodmark.app.run.RunOptions;
import floodmark.claim.Node;
import floodmark.model.UserError;
import floodmark.verdict.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code manifest.json}: every file of a result with its digest, and how the run was made. This file and
 * {@code ro-crate-metadata.json} alone hold times of the run and facts about the machine. Its last member is the digest of
 * everything before it, so that it can be checked although no other file names it.
 *
 * @param options how the run was asked for
 * @param build what ran
 * @param ended wall-clock time of the end
 * @param inputs what was read
 * @param precedents results that the case compares with
 * @param tables the tables by content
 */
public record Manifest(
        RunOptions options,
        BuildInfo build,
        Instant ended,
        List<Verdict.Input> inputs,
        List<PrecedentFile> precedents,
        List<TableFile> tables) {
    /** Bytes of the last member with what closes the file. */
    static final int SEAL_LENGTH = seal(new byte[0]).length;

    private static final String END = "\n}\n";

    /** The manifest of what is not audited, such as imported captures. */
    public Manifest(RunOptions options, BuildInfo build, Instant ended) {
        this(options, build, ended, List.of(), List.of(), List.of());
    }

    /** The manifest of a result. */
    static Manifest of(Result result, RunOptions options, BuildInfo build, Instant ended, List<TableFile> tables) {
        return new Manifest(options, build, ended, result.inputs(), result.precedents(), tables);
    }

    /** The file's bytes for the files that lie in a directory. */
    byte[] bytes(Path directory) throws IOException {
        Set<String> files = ResultDirectory.files(directory);
        files.remove(ResultDirectory.MANIFEST);
        byte[] open =
                Json.object(json -> members(json, directory, files.stream().toList()));
        byte[] content = Arrays.copyOf(open, open.length - END.length());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(content);
        out.writeBytes(seal(content));
        return out.toByteArray();
    }

    private void members(Json json, Path directory, List<String> files) {
        json.put("floodmark", 1)
                .put("command", options.command())
                .put("arguments", options.arguments())
                .put("exploratory", options.exploratory())
                .put("started", options.started().toString())
                .put("ended", ended.toString())
                .object("software", this::software)
                .object("run", this::run)
                .objects("inputs", inputs, Manifest::input)
                .objects(
                        "precedents",
                        precedents,
                        (other, each) -> other.put("statement", each.statement())
                                .put("path", each.path())
                                .put("sha256", each.sha256()))
                .objects("files", files, (file, name) -> file(file, directory, name))
                .objects("tables", tables, Manifest::table);
    }

    private void software(Json software) {
        software.put("version", build.version())
                .put("commit", build.commit())
                .put("jar_sha256", JarDigest.SHA256.orElse(null))
                .put("flink", build.flink())
                .put("java", Runtime.version().toString())
                .put("vm", System.getProperty("java.vm.name") + ", " + System.getProperty("java.vendor"))
                .put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"))
                .put("processors", Runtime.getRuntime().availableProcessors());
    }

    private void run(Json run) {
        Long bin = options.binNanos();
        run.put("parallelism", options.parallelism())
                .put("mode", options.mode().name().toLowerCase(Locale.ROOT))
                .put("cluster", options.cluster());
        if (bin == null) {
            run.put("bin_nanos", (String) null);
        } else {
            run.put("bin_nanos", bin);
        }
        run.put("captures", options.captures())
                .put("settings", options.settings().pairs());
    }

    static void input(Json json, Verdict.Input input) {
        json.put("path", input.path()).put("sha256", input.sha256()).put("rows", input.rows());
    }

    static void table(Json json, TableFile table) {
        json.put("path", table.path()).put("rows", table.rows()).put("content_sha256", table.sha256());
    }

    private static void file(Json json, Path directory, String name) {
        Path file = directory.resolve(name);
        try {
            json.put("path", name).put("bytes", Files.size(file)).put("sha256", Sha256.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What closes a manifest: the digest of the bytes before, as its last member. */
    static byte[] seal(byte[] content) {
        return (",\n  \"sha256\": \"" + Sha256.of(content) + "\"" + END).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Names of the files that an earlier manifest lists.
     *
     * @throws UserError if it is no manifest of Floodmark
     */
    static Set<String> names(Path manifest) {
        Node root;
        try {
            root = JsonReader.parse(JsonReader.bytes(manifest), manifest.toString());
            if (root.kind() == Node.Kind.MAP && root.get("floodmark") != null) {
                Set<String> names = new TreeSet<>();
                root.require("files")
                        .list()
                        .forEach(file -> names.add(file.require("path").text()));
                return names;
            }
        } catch (UserError e) {
            throw notOurs(manifest, "no JSON with a list of files");
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
