package floodmark.app.terminal;

import floodmark.app.report.Quantity;
import floodmark.app.report.RatioWords;
import floodmark.app.report.Words;
import floodmark.app.result.Result;
import floodmark.evidence.Finding;
import floodmark.model.Table;
import floodmark.model.UserError;
import floodmark.verdict.Verdict;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a run says at its end, on standard output: plain words in lines, in colour only where somebody looks at it. */
public final class Terminal {
    private static final int SHOWN_ANOMALIES = 10;
    private static final int FINDING_WIDTH = 27;
    private static final int BOLD = 1;
    private static final int RED = 31;
    private static final int GREEN = 32;
    private static final int YELLOW = 33;
    private static final int CYAN = 36;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean colour;
    private final boolean errIsTerminal;

    private Terminal(PrintStream out, PrintStream err, boolean colour, boolean errIsTerminal) {
        this.out = out;
        this.err = err;
        this.colour = colour;
        this.errIsTerminal = errIsTerminal;
    }

    /** A terminal for two streams; the launcher tells by system properties which of them people look at. */
    public static Terminal of(PrintStream out, PrintStream err) {
        boolean colour = Boolean.getBoolean("floodmark.tty.out") && System.getenv("NO_COLOR") == null;
        return new Terminal(out, err, colour, Boolean.getBoolean("floodmark.tty.err"));
    }

    /** Standard output, for what another run has printed. */
    public PrintStream out() {
        return out;
    }

    /** The stream for progress. */
    PrintStream err() {
        return err;
    }

    /** True if people look at the stream for progress. */
    boolean errIsTerminal() {
        return errIsTerminal;
    }

    /** A line as it is, but for characters that could take over a terminal. */
    public void line(String text) {
        out.println(UserError.visible(text));
    }

    /** Text of our own making as it is, line ends included. */
    public void text(String text) {
        out.print(text);
    }

    /** A line that stands out where that is possible. */
    public void heading(String text) {
        out.println(coloured(UserError.visible(text), BOLD));
    }

    /** A heading, the explanation, how the evidence weighs where that is known, then a line a statement: id, finding, why, what would have been visible. */
    public void findings(String title, Verdict verdict) {
        heading(title);
        line("  explanation: " + Words.explanation(verdict) + (verdict.exploratory() ? " (exploratory)" : ""));
        if (verdict.ratios() != null) {
            line("  evidence: " + RatioWords.line(verdict.ratios()));
        }
        int width = verdict.statements().stream()
                .mapToInt(s -> s.statement().id().length())
                .max()
                .orElse(0);
        for (Verdict.StatementFinding s : verdict.statements()) {
            out.println("  " + padded(UserError.visible(s.statement().id()), width) + "  " + finding(s.finding())
                    + UserError.visible(s.why()));
        }
        line("  visible from here: " + Words.visibility(verdict.visibility()));
        for (String problem : verdict.telemetryProblems()) {
            line("  telemetry: " + problem);
        }
    }

    private String finding(Finding finding) {
        String words = padded("(" + Words.sign(finding) + ") " + finding.words(), FINDING_WIDTH);
        return switch (finding) {
            case SUPPORTED -> coloured(words, GREEN);
            case CONTRADICTED -> coloured(words, RED);
            case UNDECIDED -> coloured(words, YELLOW);
            case NOT_VISIBLE, NOT_TESTED -> coloured(words, CYAN);
        };
    }

    /** The first of the ranked anomalies of a scan. */
    public void anomalies(Result result) {
        Table table = result.destinations();
        heading(table.size() + " series of destinations; the most anomalous:");
        for (@Nullable Object[] row : mostAnomalous(table)) {
            String unit = String.valueOf(cell(table, row, "unit"));
            line("  " + padded(String.valueOf(cell(table, row, "rank")), 3)
                    + padded(cell(table, row, "destination") + " " + cell(table, row, "metric"), 46) + " peak "
                    + padded(quantity(cell(table, row, "peak"), unit), 13) + " usual "
                    + padded(quantity(cell(table, row, "baseline"), unit), 13) + " q "
                    + quantity(cell(table, row, "q_value"), ""));
        }
    }

    /** The rows that are shown, by rank. */
    static List<@Nullable Object[]> mostAnomalous(Table table) {
        int rank = table.schema().index("rank");
        return IntStream.range(0, table.size())
                .filter(row -> table.value(row, rank) instanceof Long at && at <= SHOWN_ANOMALIES)
                .mapToObj(table.sortedRows()::get)
                .sorted(Comparator.comparing(row -> (Long) Objects.requireNonNull(row[rank])))
                .toList();
    }

    private static @Nullable Object cell(Table table, @Nullable Object[] row, String column) {
        return row[table.schema().index(column)];
    }

    private static String quantity(@Nullable Object value, String unit) {
        return value instanceof Double number ? Quantity.of(number, unit) : "-";
    }

    /** Where the result is. */
    public void report(Path directory) {
        line("  report: " + directory.resolve("report.html"));
    }

    /** A line on standard error, for what is not part of the output. */
    public void remark(String text) {
        err.println(UserError.visible(text));
    }

    /** A JSON text as it is, but that characters which could take over a terminal are escaped; it means the same. */
    public void json(byte[] utf8) {
        StringBuilder safe = new StringBuilder(utf8.length);
        new String(utf8, StandardCharsets.UTF_8).codePoints().forEach(c -> {
            String one = Character.toString(c);
            if (c == '\n' || UserError.visible(one).equals(one)) {
                safe.append(one);
            } else {
                one.chars()
                        .forEach(
                                unit -> safe.append("\\u").append(HexFormat.of().toHexDigits((char) unit)));
            }
        });
        out.print(safe);
        out.flush();
    }

    /** Rows of short texts, the columns aligned; the last one runs free. */
    public void table(List<String[]> rows) {
        int columns = rows.isEmpty() ? 0 : rows.get(0).length;
        int[] widths = new int[columns];
        for (String[] row : rows) {
            for (int i = 0; i < columns - 1; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        for (String[] row : rows) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                text.append(i < columns - 1 ? padded(row[i], widths[i] + 2) : row[i]);
            }
            line(text.toString());
        }
    }

    private String coloured(String text, int code) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    private static String padded(String text, int width) {
        return text.length() >= width ? text : text + " ".repeat(width - text.length());
    }
}
