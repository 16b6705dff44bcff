package floodmark.app.export;

import floodmark.capture.CsvTable;
import floodmark.evidence.Schemas;
import floodmark.model.Table;
import floodmark.model.TableSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The tables as CSV for spreadsheets: RFC 4180 with its CRLF line ends, UTF-8. A text that a spreadsheet would take for a formula
 * gets an apostrophe before it, since names and quotes in a case may come from anywhere; numbers stay as they are.
 */
final class CsvExporter implements Exporter {
    private static final String FORMULA_STARTS = "=+-@\t\r";

    @Override
    public String id() {
        return "csv";
    }

    @Override
    public String title() {
        return "the tables as CSV that a spreadsheet opens safely";
    }

    @Override
    public String reference() {
        return "RFC 4180";
    }

    @Override
    public boolean single() {
        return false;
    }

    @Override
    public Export export(FinishedResult result, Options options) {
        List<TableSchema> tables = new ArrayList<>();
        if (result.hasCase()) {
            tables.add(Schemas.EVIDENCE);
        }
        tables.addAll(List.of(Schemas.DESTINATIONS, Schemas.SERIES, Schemas.LEDGER));
        return new Export(
                tables.stream()
                        .map(schema -> new ExportFile(schema.name() + ".csv", out -> write(result.table(schema), out)))
                        .toList(),
                List.of());
    }

    private static void write(Table table, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        CsvTable.write(table, writer, "\r\n", CsvExporter::defused);
        writer.flush();
    }

    /** The text, with an apostrophe before it if it could be read as a formula. */
    static String defused(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
