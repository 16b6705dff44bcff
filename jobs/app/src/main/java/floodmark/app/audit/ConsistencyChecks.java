package floodmark.app.audit;

import floodmark.app.output.Attestation;
import floodmark.app.output.InTotoStatement;
import floodmark.app.output.JsonReader;
import floodmark.app.output.RecordedRun;
import floodmark.app.output.RegistrationFile;
import floodmark.app.output.ResultDirectory;
import floodmark.app.output.ResultWriter;
import floodmark.app.output.TableFile;
import floodmark.app.result.Registration;
import floodmark.app.sign.VerifyingKey;
import floodmark.capture.CsvTable;
import floodmark.capture.parquet.ParquetTable;
import floodmark.claim.Node;
import floodmark.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Whether what the files of a result say of one another is true. */
final class ConsistencyChecks {
    private final Published published;
    private final AuditReport report;
    private final Map<String, String> digests;

    ConsistencyChecks(Published published, AuditReport report) {
        this.published = published;
        this.report = report;
        this.digests = published.run().digests();
    }

    /** The case, the registration and the inputs that the verdict names are those of the manifest. */
    void verdict() {
        if (!published.has("verdict.json")) {
            return;
        }
        Node verdict = JsonReader.parse(published.bytes("verdict.json"), "verdict.json");
        List<String> wrong = new ArrayList<>();
        compare(wrong, "case_sha256", verdict.require("case_sha256").text(), digests.get("case.yaml"));
        List<Verdict.Input> inputs = inputs(verdict.require("inputs"));
        if (!inputs.equals(published.run().inputs())) {
            wrong.add(
                    "inputs: " + inputs + ", in the manifest " + published.run().inputs());
        }
        Node registered = verdict.require("registered");
        String expected = digests.get(ResultWriter.REGISTRATION);
        compare(
                wrong,
                "registered",
                registered.isNull() ? null : registered.require("sha256").text(),
                expected);
        if (expected != null && published.has(ResultWriter.REGISTRATION)) {
            Registration registration = RegistrationFile.read(published.file(ResultWriter.REGISTRATION));
            compare(wrong, "registration of case", registration.caseSha256(), digests.get("case.yaml"));
            compare(wrong, "registered by key", registration.keyId(), text(registered.require("key")));
            compare(wrong, "registered at", registration.at(), text(registered.require("at")));
        }
        done("verdict", wrong, "case, registration and inputs are those of the manifest");
    }

    private static @Nullable String text(Node node) {
        return node.isNull() ? null : node.text();
    }

    private static List<Verdict.Input> inputs(Node list) {
        return list.list().stream()
                .map(each -> new Verdict.Input(
                        each.require("path").scalar(),
                        each.require("sha256").text(),
                        each.require("rows").longValue(0, Long.MAX_VALUE)))
                .toList();
    }

    /** The evidence as text is the evidence as a table; that can be told without any input. */
    void csv() throws IOException {
        if (!published.has("evidence.csv") || !published.has("evidence.parquet")) {
            return;
        }
        Path fresh = Files.createTempFile("floodmark-audit", ".csv");
        try {
            CsvTable.write(ParquetTable.read(published.file("evidence.parquet"), "evidence"), fresh);
            List<String> wrong = Files.mismatch(fresh, published.file("evidence.csv")) < 0
                    ? List.of()
                    : List.of("evidence.csv is not what evidence.parquet gives");
            done("csv", wrong, "evidence.csv is what evidence.parquet gives");
        } finally {
            Files.delete(fresh);
        }
    }

    /** The research object names every file and input with the digest that the manifest has. */
    void crate() {
        if (!published.has(ResultWriter.CRATE)) {
            report.differs("crate", "there is none", List.of());
            return;
        }
        Node root = JsonReader.parse(published.bytes(ResultWriter.CRATE), ResultWriter.CRATE);
        Map<String, String> files = new TreeMap<>();
        List<String> inputs = new ArrayList<>();
        for (Node entity : root.require("@graph").list()) {
            Node type = entity.require("@type");
            String id = entity.require("@id").scalar();
            Node sha256 = entity.get("sha256");
            if (type.kind() == Node.Kind.SCALAR && type.scalar().equals("File")) {
                files.put(id, sha256 == null ? "" : sha256.text());
            } else if (sha256 != null && id.startsWith("#input-")) {
                inputs.add(sha256.text());
            }
        }
        Map<String, String> expected = new TreeMap<>(digests);
        expected.remove(ResultWriter.CRATE);
        expected.put(ResultDirectory.MANIFEST, "");
        List<String> wrong = new ArrayList<>();
        if (!files.equals(expected)) {
            wrong.add("files: " + files + ", in the manifest " + expected);
        }
        List<String> recorded =
                published.run().inputs().stream().map(Verdict.Input::sha256).toList();
        if (!inputs.equals(recorded)) {
            wrong.add("inputs: " + inputs + ", in the manifest " + recorded);
        }
        done("crate", wrong, "files and inputs are those of the manifest");
    }

    /** The statement names every file and input that depends on the data alone. */
    void statement() {
        if (!published.has(ResultWriter.STATEMENT)) {
            report.differs("statement", "there is none", List.of());
            return;
        }
        List<String> wrong = check(InTotoStatement.read(
                published.bytes(ResultWriter.STATEMENT), ResultWriter.STATEMENT, InTotoStatement.FINDINGS));
        done("statement", wrong, "subjects and findings are those of the manifest");
    }

    private List<String> check(InTotoStatement statement) {
        List<String> wrong = new ArrayList<>();
        Map<String, String> expected = new TreeMap<>(digests);
        expected.remove(ResultWriter.CRATE);
        expected.remove(ResultWriter.STATEMENT);
        if (!statement.subjects().equals(expected)) {
            wrong.add("subjects: " + statement.subjects() + ", in the manifest " + expected);
        }
        Node said = statement.predicate();
        RecordedRun run = published.run();
        List<TableFile> tables = said.require("tables").list().stream()
                .map(each -> new TableFile(
                        each.require("path").text(),
                        each.require("rows").longValue(0, Long.MAX_VALUE),
                        each.require("content_sha256").text()))
                .toList();
        if (!inputs(said.require("inputs")).equals(run.inputs()) || !tables.equals(run.tables())) {
            wrong.add("inputs or tables are not those of the manifest");
        }
        Node digest = said.get("case_sha256");
        compare(wrong, "case_sha256", digest == null ? null : digest.text(), digests.get("case.yaml"));
        return wrong;
    }

    /** @param key what the result must be signed with, or null */
    void signature(@Nullable VerifyingKey key) {
        Attestation attestation = Attestation.of(published.directory());
        if (!attestation.signed()) {
            if (key == null) {
                report.note("signature", "not signed");
            } else {
                report.differs("signature", "not signed, and --key asks for a signature of " + key.id(), List.of());
            }
            return;
        }
        List<String> signers = attestation.verify(published.run());
        if (key == null) {
            report.ok(
                    "signature",
                    "intact, by key " + String.join(", ", signers) + "; give --key to make sure whose that is");
        } else if (signers.contains(key.id())) {
            report.ok("signature", "by the key given, " + key.id());
        } else {
            report.differs("signature", "by other keys than the one given, " + key.id(), signers);
        }
    }

    private static void compare(List<String> wrong, String what, @Nullable String found, @Nullable String expected) {
        if (!Objects.equals(found, expected)) {
            wrong.add(what + ": " + found + ", expected " + expected);
        }
    }

    private void done(String name, List<String> wrong, String right) {
        if (wrong.isEmpty()) {
            report.ok(name, right);
        } else {
            report.differs(name, "does not fit the other files", wrong);
        }
    }
}
