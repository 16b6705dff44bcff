package floodmark.app.export;

import floodmark.app.output.Json;
import floodmark.claim.CaseFile;
import floodmark.claim.Statement;
import floodmark.model.Times;
import floodmark.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A MISP event: a summary, every statement with its finding as an {@code annotation}, statements that there was an attack as
 * {@code ddos-claim} too, and a {@code ddos} object only where the result establishes a flood and tells its packets from others. It is not published, and its
 * distribution is the importing organisation alone.
 */
final class MispExporter implements Exporter {
    /** Namespace of all ids; any would do, but it must not change. */
    private static final UUID FLOODMARK = UUID.fromString("2a9d9163-9b55-4054-b48a-a5bc64f98db6");

    @Override
    public String id() {
        return "misp";
    }

    @Override
    public String title() {
        return "MISP event: statements and findings, and a ddos object where a flood is established";
    }

    @Override
    public String reference() {
        return "MISP core format, object templates ddos 10, ddos-claim 2, annotation 3";
    }

    @Override
    public boolean single() {
        return true;
    }

    @Override
    public Export export(FinishedResult result, Options options) {
        CaseFile theCase = result.theCase();
        UUID run = NameUuid.ofRun(FLOODMARK, result);
        List<Flood> floods = Flood.in(result);
        List<MispObject> objects = new ArrayList<>();
        objects.add(MispObject.annotation(run, "summary")
                .with("text", "text", Sayings.summary(result))
                .with("format", "text", "text")
                .with("type", "text", "Executive Summary"));
        result.verdict().statements().forEach(finding -> statement(objects, run, theCase, finding));
        objects.addAll(MispFlood.objects(run, result, floods));
        byte[] event = Json.object(json -> json.object(
                "Event",
                body -> body.put("uuid", NameUuid.of(run, "event").toString())
                        .put("info", "Floodmark: " + theCase.title())
                        .put("date", Times.text(theCase.trouble().startNanos()).substring(0, 10))
                        .put("timestamp", Long.toString(result.made().getEpochSecond()))
                        .put("published", false)
                        .put("distribution", "0")
                        .put("analysis", "2")
                        // Undefined: how dangerous something is, traffic does not say.
                        .put("threat_level_id", "4")
                        .objects("Tag", tags(result.verdict()), (tag, name) -> tag.put("name", name))
                        .objects("Attribute", List.of(), (json1, nothing) -> {})
                        .objects("Object", objects, (object, each) -> each.write(object))));
        List<String> notes = floods.isEmpty() ? List.of("no ddos object: " + Flood.missing(result)) : List.of();
        return new Export(List.of(ExportFile.of(theCase.id() + ".misp.json", event)), notes);
    }

    private static void statement(
            List<MispObject> objects, UUID run, CaseFile theCase, Verdict.StatementFinding finding) {
        Statement said = finding.statement();
        String link = Sayings.link(said);
        MispObject annotation = MispObject.annotation(run, "statement " + said.id())
                .with(
                        "text",
                        "text",
                        "Statement " + said.id() + (said.by() == null ? "" : ", by " + said.by()) + ": "
                                + Sayings.said(said)
                                + (said.source() == null || link != null ? "" : " Source: " + said.source())
                                + "\n" + Sayings.found(finding))
                .with("format", "text", "text")
                .with("type", "text", "Annotation");
        if (said.atNanos() != null) {
            annotation.with("creation-date", "datetime", Times.text(said.atNanos()));
        }
        if (link != null) {
            annotation.with("ref", "link", link);
        }
        grade(annotation, said);
        objects.add(annotation);
        if (Sayings.claimsAttack(said)) {
            MispObject claim = MispObject.claim(run, "claim " + said.id())
                    .with("target", "text", theCase.subject().name())
                    .with("proof", "text", said.quote() == null ? Sayings.said(said) : said.quote())
                    .with(
                            "claim-validity",
                            "text",
                            Sayings.agreement(finding.finding(), "Valid", "Invalid", "Unknown"));
            if (link != null) {
                claim.with("reference", "link", link);
            }
            annotation.refersTo(claim, "annotates");
            objects.add(claim);
        }
    }

    /** The Admiralty code as MISP's taxonomy of that name has it. */
    private static void grade(MispObject annotation, Statement said) {
        if (said.grade() != null) {
            annotation.tag("admiralty-scale:source-reliability=\""
                    + said.grade().substring(0, 1).toLowerCase(Locale.ROOT) + "\"");
            annotation.tag(
                    "admiralty-scale:information-credibility=\"" + said.grade().substring(1) + "\"");
        }
    }

    private static List<String> tags(Verdict verdict) {
        List<String> tags = new ArrayList<>();
        tags.add("floodmark:explanation=\"" + verdict.explanation().text() + "\"");
        tags.add("floodmark:attack=\"" + verdict.attack().present().text() + "\"");
        if (verdict.exploratory()) {
            tags.add("floodmark:exploratory");
        }
        return tags;
    }
}
