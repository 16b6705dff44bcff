package floodmark.app.output;

import floodmark.app.result.PrecedentFile;
import floodmark.claim.Node;
import floodmark.model.UserError;
import floodmark.verdict.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code manifest.json} says, read back.
 *
 * @param command such as {@code assess}
 * @param software version, commit and jar
 * @param binNanos length of a bin if the command line gave one
 * @param captures what the command line named instead of the case's
 * @param settings {@code key=value} for what {@code --set} changed
 * @param inputs captures by digest
 * @param precedents results that the case compares with, by the digest of their verdict
 * @param files every other file of the result
 * @param tables its tables by content
 */
public record RecordedRun(
        String command,
        Software software,
        @Nullable Long binNanos,
        List<String> captures,
        List<String> settings,
        List<Verdict.Input> inputs,
        List<PrecedentFile> precedents,
        List<Listed> files,
        List<TableFile> tables) {

    /** What made the result; {@code jar} is the digest of the program's file, or null if it ran from classes. */
    public record Software(
            String version, String commit, @Nullable String jar, String java, String os) {}

    /** A file of the result. */
    public record Listed(String path, long bytes, String sha256) {}

    /** Digest by path of all files. */
    public Map<String, String> digests() {
        Map<String, String> digests = new TreeMap<>();
        files.forEach(file -> digests.put(file.path(), file.sha256()));
        return digests;
    }

    /**
     * Reads a manifest.
     *
     * @param name of the file, for messages
     * @throws UserError if it was altered since it was written, or is none of a result
     */
    public static RecordedRun read(byte[] bytes, String name) {
        checkSeal(bytes, name);
        Node root = JsonReader.parse(bytes, name);
        Node software = root.require("software");
        Node run = root.require("run");
        Node bin = run.require("bin_nanos");
        return new RecordedRun(
                root.require("command").text(),
                new Software(
                        software.require("version").text(),
                        software.require("commit").text(),
                        orNull(software.require("jar_sha256")),
                        software.require("java").text(),
                        software.require("os").text()),
                bin.isNull() ? null : bin.longValue(1, Long.MAX_VALUE),
                list(run.require("captures"), Node::scalar),
                list(run.require("settings"), Node::text),
                list(
                        root.require("inputs"),
                        input ->
                                new Verdict.Input(input.require("path").scalar(), sha256(input), count(input, "rows"))),
                list(
                        root.require("precedents"),
                        other -> new PrecedentFile(
                                other.require("statement").text(),
                                other.require("path").scalar(),
                                sha256(other))),
                list(
                        root.require("files"),
                        file -> new Listed(file.require("path").text(), count(file, "bytes"), sha256(file))),
                list(
                        root.require("tables"),
                        table -> new TableFile(
                                table.require("path").text(),
                                count(table, "rows"),
                                digest(table.require("content_sha256")))));
    }

    /** The last member of a manifest is the digest of everything before it. */
    private static void checkSeal(byte[] bytes, String name) {
        int start = bytes.length - Manifest.SEAL_LENGTH;
        byte[] content = Arrays.copyOf(bytes, Math.max(0, start));
        if (start < 1 || !Arrays.equals(bytes, start, bytes.length, Manifest.seal(content), 0, Manifest.SEAL_LENGTH)) {
            throw UserError.of(
                    name,
                    "does not fit its own digest, its last member",
                    "sha256 " + Sha256.of(content) + " of what precedes it",
                    "what it says",
                    "It was altered after it was written, cut, or made before results could be audited");
        }
    }

    private static String sha256(Node item) {
        return digest(item.require("sha256"));
    }

    private static String digest(Node node) {
        String text = node.text();
        if (!text.matches("[0-9a-f]{64}")) {
            throw node.error("is no SHA-256", "64 digits from 0 to f", "Fetch the result again");
        }
        return text;
    }

    private static long count(Node item, String key) {
        return item.require(key).longValue(0, Long.MAX_VALUE);
    }

    private static @Nullable String orNull(Node node) {
        return node.isNull() ? null : node.text();
    }

    private static <T> List<T> list(Node node, Function<Node, T> item) {
        List<T> items = new ArrayList<>();
        node.list().forEach(each -> items.add(item.apply(each)));
        return List.copyOf(items);
    }
}
