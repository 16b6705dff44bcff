package floodmark.app.output;

import floodmark.app.result.Result;
import floodmark.app.run.BuildInfo;
import floodmark.app.run.RunOptions;
import floodmark.evidence.Schemas;
import floodmark.model.TableSchema;
import floodmark.verdict.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * {@code ro-crate-metadata.json}: the result as a research object, RO-Crate 1.1 with one action that made it. Inputs are
 * named by path and digest; they need not lie in the crate.
 */
final class RoCrate {
    private static final String SOFTWARE = "#floodmark";
    private static final String RUN = "#run";
    private static final Map<String, String> DESCRIPTIONS = descriptions();

    private final Result result;
    private final RunOptions options;
    private final BuildInfo build;
    private final Instant ended;
    private final List<String> files;

    RoCrate(Result result, RunOptions options, BuildInfo build, Instant ended, List<String> files) {
        this.result = result;
        this.options = options;
        this.build = build;
        this.ended = ended;
        this.files = files.stream().sorted().toList();
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
        return descriptions;
    }

    byte[] bytes() {
        List<Consumer<Json>> graph = new ArrayList<>();
        graph.add(RoCrate::descriptor);
        graph.add(this::root);
        graph.add(this::run);
        graph.add(this::software);
        graph.add(RoCrate::license);
        files.forEach(name -> graph.add(json -> file(json, name)));
        List<Verdict.Input> inputs = result.inputs();
        for (int i = 0; i < inputs.size(); i++) {
            String id = inputId(i);
            Verdict.Input input = inputs.get(i);
            graph.add(json -> json.put("@id", id)
                    .put("@type", "CreativeWork")
                    .put("name", input.path())
                    .put("identifier", "sha256:" + input.sha256()));
        }
        return Json.object(json -> json.put("@context", "https://w3id.org/ro/crate/1.1/context")
                .objects("@graph", graph, (entity, members) -> members.accept(entity)));
    }

    private static String inputId(int index) {
        return "#input-" + (index + 1);
    }

    private static void descriptor(Json json) {
        json.put("@id", "ro-crate-metadata.json")
                .put("@type", "CreativeWork")
                .object("conformsTo", to -> to.put("@id", "https://w3id.org/ro/crate/1.1"))
                .object("about", about -> about.put("@id", "./"));
    }

    private void root(Json json) {
        String title = result.caseFile() == null
                ? "Scan of flow captures"
                : result.caseFile().title();
        json.put("@id", "./")
                .put("@type", "Dataset")
                .put("name", "Floodmark result: " + title)
                .put("description", "Evidence from flow captures, with tables, a report and the run that made them.")
                .put("datePublished", ended.toString())
                .object("license", license -> license.put("@id", "#license"))
                .objects("hasPart", files, (part, name) -> part.put("@id", name))
                .object("mentions", mentions -> mentions.put("@id", RUN));
    }

    private static void license(Json json) {
        json.put("@id", "#license")
                .put("@type", "CreativeWork")
                .put("name", "Not stated")
                .put("description", "Who publishes this result states its terms; those of the captures apply to them.");
    }

    private void run(Json json) {
        List<String> inputs = new ArrayList<>();
        for (int i = 0; i < result.inputs().size(); i++) {
            inputs.add(inputId(i));
        }
        if (files.contains("case.yaml")) {
            inputs.add("case.yaml");
        }
        json.put("@id", RUN)
                .put("@type", "CreateAction")
                .put("name", "floodmark " + options.command())
                .put("startTime", options.started().toString())
                .put("endTime", ended.toString())
                .object("instrument", instrument -> instrument.put("@id", SOFTWARE))
                .objects("object", inputs, (object, id) -> object.put("@id", id))
                .objects(
                        "result",
                        files.stream().filter(name -> !name.equals("case.yaml")).toList(),
                        (made, name) -> made.put("@id", name));
    }

    private void software(Json json) {
        json.put("@id", SOFTWARE)
                .put("@type", "SoftwareApplication")
                .put("name", "Floodmark")
                .put("version", build.version())
                .put("softwareVersion", build.version() + " (" + build.commit() + ")")
                .put(
                        "softwareRequirements",
                        "Apache Flink " + build.flink() + ", Java "
                                + Runtime.version().feature());
    }

    private static void file(Json json, String name) {
        String description = DESCRIPTIONS.get(name);
        json.put("@id", name)
                .put("@type", "File")
                .put("name", name)
                .put("description", description == null ? name : description)
                .put("encodingFormat", mediaType(name));
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
