package floodmark.app.export;

import floodmark.app.output.Json;
import floodmark.claim.CaseFile;
import floodmark.claim.Statement;
import floodmark.verdict.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A STIX 2.1 bundle: a report on the subject; every statement as a note, and what the traffic says of it as an opinion on that
 * note, refutations too; and what reached the subject as observed data. Nobody is named as an attacker.
 */
final class StixExporter implements Exporter {
    /** Namespace of all ids; any would do, but it must not change. */
    private static final UUID FLOODMARK = UUID.fromString("9cacc8c2-161d-4c32-ac88-4201dea086b5");

    /** The identity is the same object in every bundle, so its time is the same too. */
    private static final Instant FLOODMARK_MADE = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public String id() {
        return "stix";
    }

    @Override
    public String title() {
        return "STIX bundle: report, observed data, statements as notes, findings as opinions on them";
    }

    @Override
    public String reference() {
        return "OASIS STIX 2.1";
    }

    @Override
    public boolean single() {
        return true;
    }

    @Override
    public Export export(FinishedResult result, Options options) {
        CaseFile theCase = result.theCase();
        UUID run = NameUuid.ofRun(FLOODMARK, result);
        StixObjects objects = new StixObjects(run, result.made());
        String tool = "identity--" + NameUuid.of(FLOODMARK, "identity");
        objects.add(
                "identity",
                tool,
                null,
                FLOODMARK_MADE,
                json -> json.put("name", "Floodmark")
                        .put(
                                "description",
                                "A program that judges statements about incidents by flow captures and counters.")
                        .put("identity_class", "system"));
        String subject = objects.add(
                "identity",
                "subject",
                tool,
                json -> json.put("name", theCase.subject().name()).put("identity_class", "unknown"));
        List<String> seen = StixTraffic.add(objects, result, tool);
        List<String> about = new ArrayList<>(List.of(subject));
        about.addAll(seen);
        for (Verdict.StatementFinding finding : result.verdict().statements()) {
            Statement said = finding.statement();
            String note = objects.add("note", "statement " + said.id(), tool, note(said, subject));
            about.add(note);
            about.add(objects.add("opinion", "finding " + said.id(), tool, opinion(finding, note)));
        }
        objects.add(
                "report",
                "report",
                tool,
                json -> json.put("name", theCase.title())
                        .put("description", Sayings.summary(result))
                        .put("report_types", List.of("observed-data"))
                        .put("published", StixObjects.time(result.made()))
                        .put("labels", labels(result.verdict()))
                        .put("object_refs", about));
        List<String> notes = seen.isEmpty()
                ? List.of("no observed data: STIX has no object for counts under a label, only for addresses")
                : List.of();
        return new Export(List.of(ExportFile.of(theCase.id() + ".stix.json", objects.bundle())), notes);
    }

    private static Consumer<Json> note(Statement said, String subject) {
        return json -> {
            json.put("abstract", "Statement " + said.id()).put("content", Sayings.said(said));
            if (said.by() != null) {
                json.put("authors", List.of(said.by()));
            }
            String link = Sayings.link(said);
            if (said.source() != null) {
                json.objects(
                        "external_references",
                        List.of(said.source()),
                        (reference, source) -> reference
                                .put("source_name", "where it was said")
                                .put(link == null ? "description" : "url", link == null ? source : link));
            }
            json.put("object_refs", List.of(subject));
        };
    }

    /** Findings have no degrees, so an opinion is never a strong one. */
    private static Consumer<Json> opinion(Verdict.StatementFinding finding, String note) {
        return json -> json.put("explanation", Sayings.found(finding))
                .put("opinion", Sayings.agreement(finding.finding(), "agree", "disagree", "neutral"))
                .put("object_refs", List.of(note));
    }

    private static List<String> labels(Verdict verdict) {
        List<String> labels = new ArrayList<>();
        labels.add("floodmark-explanation-" + verdict.explanation().text());
        labels.add("floodmark-attack-" + verdict.attack().present().text());
        if (verdict.exploratory()) {
            labels.add("floodmark-exploratory");
        }
        return labels;
    }
}
