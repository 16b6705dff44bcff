package floodmark.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.app.result.Result;
import floodmark.evidence.Schemas;
import floodmark.model.Table;
import floodmark.model.Times;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final long START = SampleResult.START;

    private static Result result() {
        return SampleResult.of(SampleResult.hostileStatements(), null);
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
