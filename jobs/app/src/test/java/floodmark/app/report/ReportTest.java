package floodmark.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.app.result.Result;
import floodmark.claim.Asserts;
import floodmark.claim.CaseFile;
import floodmark.claim.CaseFile.Service;
import floodmark.claim.CaseFile.Subject;
import floodmark.claim.Statement;
import floodmark.claim.Target;
import floodmark.evidence.Evidence;
import floodmark.evidence.Explanation;
import floodmark.evidence.Finding;
import floodmark.evidence.Schemas;
import floodmark.model.Table;
import floodmark.model.Times;
import floodmark.model.Window;
import floodmark.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final String HOSTILE = "\"><script>alert(1)</script><img src=x onerror='y'>&\u202e";
    private static final long START = 1_723_507_200L * Times.SECOND;

    private static Result result() {
        Window trouble = new Window(START, START + 10 * Times.MINUTE);
        Statement statement = new Statement(
                "ddos",
                Asserts.ATTACK,
                HOSTILE,
                START + Times.MINUTE,
                HOSTILE,
                "javascript:alert(1)",
                200_000_000_000L,
                null,
                null,
                0,
                null,
                "C3",
                List.of());
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
                List.of(statement),
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
                List.of(new Verdict.StatementFinding(
                        statement, Finding.CONTRADICTED, HOSTILE, "ATTACK-1", List.of("volume.matched-window"))),
                new Verdict.Visibility(31e6, 5200.0, 0.95, 12e6, 900.0, null, ""),
                false,
                List.of(HOSTILE),
                "1",
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
                    null,
                    null,
                    null);
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

    @Test
    void nothingHostileBecomesMarkup() {
        String html = Report.of(result());
        assertThat(html).doesNotContain("<script", "<img", "\u202e", "href=\"javascript");
        assertThat(html).contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    @Test
    void theSameResultGivesTheSameBytes() {
        assertThat(Report.of(result())).isEqualTo(Report.of(result()));
    }

    @Test
    void thePolicyAllowsItsOwnStyleAndNothingElse() throws Exception {
        String html = Report.of(result());
        Matcher style = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL).matcher(html);
        assertThat(style.find()).isTrue();
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(style.group(1).getBytes(StandardCharsets.UTF_8));
        assertThat(html)
                .contains("default-src &#39;none&#39;; style-src &#39;sha256-"
                        + Base64.getEncoder().encodeToString(digest) + "&#39;");
        assertThat(style.group(1)).doesNotContain("url(", "@import");
        assertThat(html).doesNotContainPattern("<[^>]* (src|style)=");
    }

    @Test
    void theAnswerComesFirst() {
        String html = Report.of(result());
        assertThat(html.indexOf("Flash crowd"))
                .isPositive()
                .isLessThan(html.indexOf("contradicted</span>"))
                .isLessThan(html.indexOf("id=\"timeline\""));
        assertThat(html.indexOf("id=\"timeline\"")).isLessThan(html.indexOf("id=\"evidence\""));
    }

    @Test
    void chartsHaveTitleMarksAndATable() {
        String html = Report.of(result());
        assertThat(html).contains("role=\"img\"", "<title id=\"chart1-title\">Volume received</title>");
        assertThat(html).contains("class=\"trouble\"", "class=\"mark schedule\"", "class=\"mark said\"");
        assertThat(html).contains("<caption>Volume received</caption>");
    }

    @Test
    void aScanShowsItsRanking() {
        Table destinations = new Table(Schemas.DESTINATIONS);
        destinations.add(
                "192.0.2.9",
                "bps",
                "bps",
                10L,
                1e9,
                START,
                1e6,
                9e8,
                null,
                null,
                "pooled-tail",
                5.0,
                0.001,
                0.01,
                null,
                0.001,
                START,
                START,
                7L,
                17,
                123,
                80,
                0.9,
                1L);
        Result scan = new Result(
                null,
                null,
                List.of(),
                destinations,
                new Table(Schemas.SERIES),
                new Table(Schemas.LEDGER),
                List.of(),
                Times.MINUTE);
        assertThat(Report.of(scan)).contains("Ranked anomalies", "192.0.2.9", "1 Gbit/s");
    }
}
