package floodmark.app.report;

import floodmark.app.result.Result;
import floodmark.claim.Asserts;
import floodmark.claim.CaseFile;
import floodmark.claim.CaseFile.Service;
import floodmark.claim.CaseFile.Subject;
import floodmark.claim.Statement;
import floodmark.claim.Target;
import floodmark.claim.Vantage;
import floodmark.evidence.Evidence;
import floodmark.evidence.Explanation;
import floodmark.evidence.Finding;
import floodmark.evidence.Grade;
import floodmark.evidence.Scale;
import floodmark.evidence.Schemas;
import floodmark.model.Table;
import floodmark.model.Times;
import floodmark.model.Window;
import floodmark.verdict.LikelihoodModel;
import floodmark.verdict.Ratios;
import floodmark.verdict.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A result whose every text is hostile, with or without likelihood ratios. */
public final class SampleResult {
    static final String HOSTILE = "\"><script>alert(1)</script><img src=x onerror='y'>&\u202e";
    static final long START = 1_723_507_200L * Times.SECOND;
    private static final double LN10 = Math.log(10);

    private SampleResult() {}

    static List<Statement> hostileStatements() {
        return List.of(statement("ddos", Asserts.ATTACK, HOSTILE, "C3"));
    }

    /** What somebody said; its words and its source are hostile. */
    public static Statement statement(
            String id, Asserts asserts, @Nullable String by, @Nullable String grade, String... dependsOn) {
        return new Statement(
                id,
                asserts,
                by,
                START + Times.MINUTE,
                HOSTILE,
                "javascript:alert(1)",
                asserts == Asserts.ATTACK ? 200_000_000_000L : null,
                null,
                null,
                0,
                null,
                grade,
                List.of(dependsOn));
    }

    /** Three facts of two families, weighed by a model made for the purpose: makeup for an attack, volume a little against. */
    public static Ratios ratios() {
        List<Grade> grades = List.of(
                grade("makeup", "signature", HOSTILE, "yes"),
                grade("makeup", "syn-share", "how many ask for a connection?", "0.8 or more"),
                grade("volume", "excess", "did more than usual reach the subject?", "yes"));
        Map<String, double[][]> weights = new LinkedHashMap<>();
        weights.put(key(grades.get(0)), copies(2.2, 2.2, 0, 0, 0, 0));
        weights.put(key(grades.get(1)), copies(0.5, 0.5, 0, 0, 0, 0));
        weights.put(key(grades.get(2)), copies(-0.4, -0.4, 0.8, 0, 0, -1));
        LikelihoodModel model = new LikelihoodModel("sample-" + HOSTILE, 1, 2.5, 2.5, weights);
        Map<Explanation, Ratios.Estimate> each =
                model.estimates(grades.stream().map(SampleResult::key).toList(), Vantage.unstated());
        Map<String, Map<Explanation, Double>> without = new LinkedHashMap<>();
        for (String family : List.of("makeup", "volume")) {
            Map<Explanation, Double> rest = new EnumMap<>(Explanation.class);
            model.estimates(
                            grades.stream()
                                    .filter(g -> !g.scale().family().equals(family))
                                    .map(SampleResult::key)
                                    .toList(),
                            Vantage.unstated())
                    .forEach((e, estimate) -> rest.put(e, estimate.value()));
            without.put(family, rest);
        }
        List<Ratios.Part> parts = List.of(
                new Ratios.Part(grades.get(0), 1.5),
                new Ratios.Part(grades.get(1), 0.5),
                new Ratios.Part(grades.get(2), -0.8));
        return new Ratios(each, 2.5, "sample-" + HOSTILE, parts, without, "");
    }

    private static Grade grade(String family, String id, String question, String level) {
        return new Grade(new Scale(family, id, question, List.of("no", level), List.of()), 1, Evidence.of(family, id));
    }

    private static String key(Grade grade) {
        return LikelihoodModel.key(grade.scale().name(), grade.words());
    }

    /** An estimate in natural logarithms, given to base 10, and two copies that scatter around it. */
    private static double[][] copies(double... log10) {
        double[][] rows = new double[3][log10.length];
        for (int copy = 0; copy < rows.length; copy++) {
            for (int c = 0; c < log10.length; c++) {
                rows[copy][c] = log10[c] * LN10 * (copy == 0 ? 1 : copy == 1 ? 0.9 : 1.1);
            }
        }
        return rows;
    }

    /** A case with these statements; the first is contradicted, the second open, the rest cannot be seen. */
    public static Result of(List<Statement> statements, @Nullable Ratios ratios) {
        return of(statements, ratios, Map.of("volume.excess", "yes"), false);
    }

    static Result of(
            List<Statement> statements, @Nullable Ratios ratios, Map<String, String> signature, boolean counts) {
        Window trouble = new Window(START, START + 10 * Times.MINUTE);
        CaseFile theCase = new CaseFile(
                "case-1",
                HOSTILE,
                new Subject(
                        HOSTILE,
                        List.of(new Service(HOSTILE, List.of(Target.of("192.0.2.1")), List.of(), List.of())),
                        null,
                        List.of()),
                trouble,
                START,
                null,
                null,
                0,
                null,
                null,
                List.of(),
                statements,
                false,
                "00".repeat(32),
                "case.yaml");
        Verdict verdict = new Verdict(
                "case-1",
                "00".repeat(32),
                true,
                Explanation.FLASH_CROWD,
                List.of(Explanation.SERVICE_FAILURE),
                new Verdict.Attack(Finding.CONTRADICTED, Finding.CONTRADICTED, Finding.UNDECIDED, Finding.NOT_VISIBLE),
                findings(statements),
                new Verdict.Visibility(31e6, 5200.0, 0.95, 12e6, 900.0, null, ""),
                false,
                List.of(HOSTILE),
                "1",
                ratios,
                new TreeMap<>(signature),
                List.of());
        Table series = new Table(Schemas.SERIES);
        for (int i = 0; i < 120; i++) {
            series.add(
                    "192.0.2.1",
                    HOSTILE,
                    "subject",
                    START + (i - 60) * Times.MINUTE,
                    60.0,
                    1_000_000L * (i % 7 + 1),
                    1000L,
                    10L,
                    0L,
                    5L,
                    true,
                    0L,
                    0L,
                    0L,
                    counts ? "requests" : null,
                    counts ? 1 : null,
                    counts ? 5.0 : null);
        }
        Table ledger = new Table(Schemas.LEDGER);
        ledger.add("read", HOSTILE, "rows", 5L, HOSTILE);
        Evidence row = Evidence.of("volume", "matched-window")
                .service(HOSTILE)
                .window(trouble)
                .metric("bps", "bps")
                .observed(5e6)
                .expected(4e6, 3e6, 5e6)
                .effect(1e6, -1e6, 2e6)
                .p(0.3, 0.03, 1)
                .finding(Finding.CONTRADICTED)
                .bearsOn("attack")
                .method("matched windows", HOSTILE)
                .note(HOSTILE);
        return new Result(
                theCase,
                verdict,
                List.of(row, Evidence.notTested("backscatter", "telescope-rule", HOSTILE)),
                new Table(Schemas.DESTINATIONS),
                series,
                ledger,
                List.of(new Verdict.Input(HOSTILE, "ab", 5)),
                Times.MINUTE);
    }

    private static List<Verdict.StatementFinding> findings(List<Statement> statements) {
        List<Verdict.StatementFinding> findings = new ArrayList<>();
        for (Statement s : statements) {
            Finding finding = List.of(Finding.CONTRADICTED, Finding.UNDECIDED, Finding.NOT_VISIBLE)
                    .get(Math.min(2, findings.size()));
            String why = finding == Finding.NOT_VISIBLE
                    ? "What the service sent is not seen from here; a capture of both directions would show it."
                    : HOSTILE;
            findings.add(new Verdict.StatementFinding(s, finding, why, "RULE-1", List.of("volume.matched-window")));
        }
        return findings;
    }
}
