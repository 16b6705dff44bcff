package floodmark.app.audit;

import floodmark.app.output.JsonReader;
import floodmark.app.output.TableDigest;
import floodmark.app.output.TableFile;
import floodmark.app.result.Result;
import floodmark.capture.parquet.ParquetTable;
import floodmark.claim.Node;
import floodmark.evidence.Evidence;
import floodmark.model.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** The files of a result beside those that its inputs give. */
final class Comparison {
    private static final int SHOWN = 20;

    private final Published published;
    private final AuditReport report;
    private final boolean bytes;
    private final List<String> details = new ArrayList<>();
    private int differing;
    private int compared;

    /** @param bytes true if tables must be the same files, not only say the same */
    Comparison(Published published, AuditReport report, boolean bytes) {
        this.published = published;
        this.report = report;
        this.bytes = bytes;
    }

    /**
     * Compares and reports.
     *
     * @param step its name in the report
     * @param result what was computed
     * @param place its files
     */
    void against(String step, Result result, Path place) throws IOException {
        for (Table table : tables(result)) {
            table(table, place);
        }
        for (String name : List.of("verdict.json", "evidence.csv", "report.html")) {
            if (published.has(name) || Files.exists(place.resolve(name))) {
                compared++;
                other(name, place.resolve(name));
            }
        }
        if (differing > 0) {
            report.differs(step, differing + " of " + compared + " files are not what the inputs give", details);
        } else {
            report.ok(step, compared + " files, " + (bytes ? "the same bytes" : "the same content"));
        }
    }

    private static List<Table> tables(Result result) {
        List<Table> tables = new ArrayList<>();
        if (result.caseFile() != null) {
            tables.add(Evidence.table(result.caseFile().id(), result.evidence()));
        }
        tables.addAll(List.of(result.destinations(), result.series(), result.ledger()));
        return tables;
    }

    private void table(Table recomputed, Path place) throws IOException {
        String name = recomputed.schema().name() + TableFile.ENDING;
        compared++;
        if (!published.has(name)) {
            differs(name + ": missing");
            return;
        }
        Table table =
                ParquetTable.read(published.file(name), recomputed.schema().name());
        if (!TableDigest.of(table).equals(TableDigest.of(recomputed))) {
            TableComparison rows = new TableComparison(name, table, recomputed);
            differs(rows.summary());
            rows.lines().forEach(line -> details.add("  " + line));
            rows.shown().forEach(report::difference);
        } else if (bytes && Files.mismatch(published.file(name), place.resolve(name)) >= 0) {
            differs(name + ": the same content in other bytes, as another Parquet writer would leave it");
        }
    }

    private void other(String name, Path recomputed) throws IOException {
        if (!published.has(name) || !Files.exists(recomputed)) {
            differs(name + (published.has(name) ? ": not given by the inputs" : ": missing"));
        } else if (Files.mismatch(published.file(name), recomputed) >= 0) {
            if (name.equals("verdict.json")) {
                verdict(recomputed);
            } else {
                differs(name + ": differs from line " + line(published.bytes(name), JsonReader.bytes(recomputed)));
            }
        }
    }

    private void verdict(Path recomputed) {
        Map<String, String> left = new TreeMap<>();
        Map<String, String> right = new TreeMap<>();
        flatten(JsonReader.parse(published.bytes("verdict.json"), "verdict.json"), left);
        flatten(JsonReader.parse(JsonReader.bytes(recomputed), "verdict.json"), right);
        TreeSet<String> paths = new TreeSet<>(left.keySet());
        paths.addAll(right.keySet());
        paths.removeIf(path -> Objects.equals(left.get(path), right.get(path)));
        differs("verdict.json: " + (paths.isEmpty() ? "other spacing" : paths.size() + " values differ"));
        paths.stream().limit(SHOWN).forEach(path -> {
            Difference difference = new Difference("verdict.json", path, "", left.get(path), right.get(path));
            details.add("  " + difference.line());
            report.difference(difference);
        });
    }

    private static void flatten(Node node, Map<String, String> values) {
        switch (node.kind()) {
            case SCALAR -> values.put(node.place().path(), node.isNull() ? "null" : node.scalar());
            case LIST -> node.list().forEach(item -> flatten(item, values));
            case MAP -> node.entries().forEach(entry -> flatten(entry.value(), values));
        }
    }

    private static int line(byte[] a, byte[] b) {
        String[] left = new String(a, StandardCharsets.UTF_8).split("\n", -1);
        String[] right = new String(b, StandardCharsets.UTF_8).split("\n", -1);
        int line = 0;
        while (line < Math.min(left.length, right.length) && left[line].equals(right[line])) {
            line++;
        }
        return line + 1;
    }

    private void differs(String line) {
        differing++;
        details.add(line);
    }
}
