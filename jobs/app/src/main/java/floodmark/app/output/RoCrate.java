package floodmark.app.output;

import floodmark.app.result.Result;
import floodmark.app.run.BuildInfo;
import floodmark.app.run.RunOptions;
import floodmark.claim.CaseFile;
import floodmark.evidence.Schemas;
import floodmark.model.TableSchema;
import floodmark.verdict.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * {@code ro-crate-metadata.json}: the result as a research object, RO-Crate 1.3 with the Process Run Crate profile 0.5: one action that
 * made it. Inputs are named by path and digest; they need not lie in the crate.
 */
final class RoCrate {
    private static final String SPECIFICATION = "https://w3id.org/ro/crate/1.3";
    private static final String PROFILE = "https://w3id.org/ro/wfrun/process/0.5";
    /** The project has no address of its own; one that never resolves (RFC 2606) is better than one that another may own. */
    private static final String SOFTWARE = "https://floodmark.invalid/";

    private static final String FLINK = "https://flink.apache.org/";
    private static final String JAVA = "https://openjdk.org/";
    private static final String RUN = "#run";
    private static final String NOT_STATED = "#licence-not-stated";
    private static final Map<String, String> DESCRIPTIONS = descriptions();

    private final Result result;
    private final RunOptions options;
    private final BuildInfo build;
    private final Instant ended;
    private final Map<String, String> digests;
    private final KnownTerms terms;
    private final List<String> parameters = new ArrayList<>();
    private final List<Consumer<Json>> graph = new ArrayList<>();

    /** @param digests of all files but this one and the manifest, which names this one */
    RoCrate(Result result, RunOptions options, BuildInfo build, Instant ended, Map<String, String> digests) {
        this.result = result;
        this.options = options;
        this.build = build;
        this.ended = ended;
        this.digests = new TreeMap<>(digests);
        CaseFile theCase = result.caseFile();
        this.terms = KnownTerms.of(theCase == null ? List.of() : theCase.captures(), BuildInfo.datasets());
    }

    private static Map<String, String> descriptions() {
        Map<String, String> descriptions = new TreeMap<>();
        for (TableSchema table : Schemas.all()) {
            descriptions.put(table.name() + ".parquet", table.description());
            descriptions.put(table.name() + ".csv", table.description());
        }
        descriptions.put("case.yaml", "The case as it was assessed.");
        descriptions.put(ResultDirectory.MANIFEST, "Digest of every file, and how the run was made.");
        descriptions.put("report.html", "The report for people.");
        descriptions.put("verdict.json", "Findings, explanation and visibility for programs.");
        descriptions.put(ResultWriter.STATEMENT, "What was found in what, as an in-toto Statement to be signed.");
        descriptions.put(ResultWriter.REGISTRATION, "That the case was fixed before its data were opened.");
        return descriptions;
    }

    /** @param place where the files lie */
    byte[] bytes(Path place) {
        graph.add(RoCrate::descriptor);
        graph.add(this::root);
        graph.add(json -> json.put("@id", PROFILE)
                .put("@type", List.of("CreativeWork", "Profile"))
                .put("name", "Process Run Crate")
                .put("version", "0.5"));
        parameter("parallelism", Integer.toString(options.parallelism()));
        parameter("mode", options.mode().name().toLowerCase(Locale.ROOT));
        parameter("bin", result.binNanos() + " ns");
        options.settings().pairs().forEach(pair -> parameter("setting", pair));
        options.captures().forEach(path -> parameter("captures", path));
        graph.add(this::run);
        graph.add(this::software);
        graph.add(json -> program(json, FLINK, "Apache Flink", build.flink()));
        graph.add(json -> program(
                json,
                JAVA,
                "Java: " + System.getProperty("java.vm.name") + ", " + System.getProperty("java.vendor"),
                Runtime.version().toString()));
        graph.add(RoCrate::notStated);
        digests.forEach((name, sha256) -> graph.add(json -> file(json, name, place.resolve(name), sha256)));
        graph.add(json -> about(json, ResultDirectory.MANIFEST));
        inputs();
        return Json.object(json -> json.put("@context", SPECIFICATION + "/context")
                .objects("@graph", graph, (entity, members) -> members.accept(entity)));
    }

    private static void descriptor(Json json) {
        json.put("@id", ResultWriter.CRATE)
                .put("@type", "CreativeWork")
                .object("conformsTo", to -> to.put("@id", SPECIFICATION))
                .object("about", about -> about.put("@id", "./"));
    }

    private void root(Json json) {
        String title = result.caseFile() == null
                ? "Scan of flow captures"
                : result.caseFile().title();
        json.put("@id", "./")
                .put("@type", "Dataset")
                .object("conformsTo", to -> to.put("@id", PROFILE))
                .put("name", "Floodmark result: " + title)
                .put("description", "Evidence from flow captures, with tables, a report and the run that made them.")
                .put("datePublished", second(ended))
                .object("license", license -> license.put("@id", NOT_STATED))
                .objects("hasPart", files(), (part, name) -> part.put("@id", name))
                .object("mentions", mentions -> mentions.put("@id", RUN));
    }

    private List<String> files() {
        List<String> files = new ArrayList<>(digests.keySet());
        files.add(ResultDirectory.MANIFEST);
        return files;
    }

    private static void notStated(Json json) {
        json.put("@id", NOT_STATED)
                .put("@type", "CreativeWork")
                .put("name", "Not stated")
                .put("description", "Who publishes this states its terms; those of the captures apply to them.");
    }

    private void parameter(String name, String value) {
        String id = "#parameter-" + (parameters.size() + 1);
        parameters.add(id);
        graph.add(json -> json.put("@id", id)
                .put("@type", "PropertyValue")
                .put("name", name)
                .put("value", value));
    }

    private void run(Json json) {
        List<String> used = new ArrayList<>();
        for (int i = 1; i <= result.inputs().size(); i++) {
            used.add("#input-" + i);
        }
        for (String given : List.of("case.yaml", ResultWriter.REGISTRATION)) {
            if (digests.containsKey(given)) {
                used.add(given);
            }
        }
        List<String> made = new ArrayList<>(files());
        made.removeAll(used);
        used.addAll(parameters);
        json.put("@id", RUN)
                .put("@type", "CreateAction")
                .put("name", "floodmark " + options.command())
                .put("description", "floodmark " + String.join(" ", options.arguments()))
                .put("startTime", second(options.started()))
                .put("endTime", second(ended))
                .put("actionStatus", "http://schema.org/CompletedActionStatus")
                .object("instrument", instrument -> instrument.put("@id", SOFTWARE))
                .objects("object", used, (object, id) -> object.put("@id", id))
                .objects("result", made, (file, name) -> file.put("@id", name));
    }

    private void software(Json json) {
        program(json, SOFTWARE, "Floodmark", build.version());
        json.put("identifier", "commit " + build.commit())
                .objects("softwareRequirements", List.of(FLINK, JAVA), (needs, id) -> needs.put("@id", id));
        JarDigest.SHA256.ifPresent(sha256 -> json.put("sha256", sha256));
    }

    private static void program(Json json, String id, String name, String version) {
        json.put("@id", id)
                .put("@type", "SoftwareApplication")
                .put("name", name)
                .put("url", id)
                .put("version", version);
    }

    /** With an offset instead of a Z, which the profile's published shapes want. */
    private static String second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", "+00:00");
    }

    private static void about(Json json, String name) {
        json.put("@id", name)
                .put("@type", "File")
                .put("name", name)
                .put("description", DESCRIPTIONS.getOrDefault(name, name))
                .put("encodingFormat", mediaType(name));
    }

    private static void file(Json json, String name, Path file, String sha256) {
        about(json, name);
        try {
            json.put("contentSize", Long.toString(Files.size(file))).put("sha256", sha256);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void inputs() {
        Map<String, KnownTerms.Terms> used = new TreeMap<>();
        int number = 0;
        for (Verdict.Input input : result.inputs()) {
            String id = "#input-" + ++number;
            KnownTerms.Terms known = terms.of(input).orElse(null);
            if (known != null) {
                used.put(known.id(), known);
            }
            graph.add(json -> json.put("@id", id)
                    .put("@type", "CreativeWork")
                    .put("name", input.path())
                    .put("description", input.rows() + " rows; not a part of this crate.")
                    .put("identifier", "sha256:" + input.sha256())
                    .put("sha256", input.sha256())
                    .object("license", license -> license.put("@id", known == null ? NOT_STATED : licence(known)))
                    .put(
                            "conditionsOfAccess",
                            known == null ? "Not stated by the case; ask who published this result." : known.access()));
        }
        used.values()
                .forEach(known -> graph.add(json -> json.put("@id", licence(known))
                        .put("@type", "CreativeWork")
                        .put("name", "Terms of " + known.of())
                        .put("description", known.licence())));
    }

    private static String licence(KnownTerms.Terms known) {
        return "#licence-" + known.id();
    }

    private static String mediaType(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "parquet" -> "application/vnd.apache.parquet";
            case "csv" -> "text/csv";
            case "html" -> "text/html";
            case "json" -> "application/json";
            case "yaml" -> "application/yaml";
            default -> "application/octet-stream";
        };
    }
}
