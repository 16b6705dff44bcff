package floodmark.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.claim.Asserts;
import floodmark.claim.Statement;
import floodmark.evidence.Explanation;
import floodmark.verdict.LikelihoodModel;
import floodmark.verdict.Ratios;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SaidSectionTest {
    private static final List<Statement> STATEMENTS = List.of(
            SampleResult.statement("post", Asserts.ATTACK, SampleResult.HOSTILE, "C3"),
            SampleResult.statement("paper", Asserts.ATTACK_CAUSED_TROUBLE, "a newspaper", "F6", "post"),
            SampleResult.statement("crash", Asserts.SERVICE_FAILURE, "somebody else", null));

    private static String section(@org.jspecify.annotations.Nullable Ratios ratios) {
        String html = Report.of(SampleResult.of(STATEMENTS, ratios));
        int from = html.indexOf("aria-labelledby=\"said\"");
        return html.substring(from, html.indexOf("</section>", from));
    }

    private static String row(String table, String id) {
        String row = table.substring(table.indexOf(">" + id + "</th>"));
        return row.substring(0, row.indexOf("</tr>"));
    }

    private static List<String> cells(String row) {
        return Pattern.compile("<td>([^<]*)</td>")
                .matcher(row)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void gradesAreSpelledOutAndWhatIsNotGradedSaysSo() {
        String section = section(null);
        assertThat(row(section, "post")).contains("C3: source C, fairly reliable; information 3, possibly true");
        assertThat(row(section, "paper"))
                .contains("F6: source F, reliability cannot be judged; information 6, truth cannot be judged");
        assertThat(row(section, "crash")).contains("not graded");
    }

    @Test
    void whatRepeatsAnotherCountsOnce() {
        String section = section(null);
        assertThat(section).contains("3 statements that go back to 2");
        assertThat(row(section, "paper")).contains("post; counted once, with post");
        String matrix = section.substring(section.indexOf("Which explanation each statement speaks for"));
        // Two statements say attack, one of them repeats the other; a failure under ordinary demand speaks against it.
        assertThat(cells(row(matrix, "Groups for"))).containsExactly("each once", "1", "0", "1", "0", "0");
        assertThat(cells(row(matrix, "Groups against"))).containsExactly("each once", "1", "2", "1", "0", "2");
    }

    @Test
    void whatWasSaidChangesNoRatio() {
        Ratios ratios = SampleResult.ratios();
        String one = Report.of(SampleResult.of(STATEMENTS.subList(0, 1), ratios));
        String all = Report.of(SampleResult.of(STATEMENTS, ratios));
        assertThat(part(all, "ratios")).isEqualTo(part(one, "ratios"));
        assertThat(section(ratios)).contains("never multiplied into it");
    }

    private static String part(String html, String id) {
        int from = html.indexOf("aria-labelledby=\"" + id + "\"");
        return html.substring(from, html.indexOf("</section>", from));
    }

    @Test
    void openFindingsNameWhatWouldDecide() {
        String section = section(null);
        String changes = section.substring(section.indexOf("What would change these findings"));
        assertThat(changes).doesNotContain(">post</th>");
        assertThat(row(changes, "paper")).contains("the rule names no data that would");
        assertThat(row(changes, "crash")).contains("<td class=\"w\">a capture of both directions would show it</td>");
    }

    @Test
    void anOpenRatioNamesItsThresholds() {
        Ratios ratios = SampleResult.ratios();
        String section = section(ratios);
        String changes = section.substring(section.indexOf("What would change these findings"));
        assertThat(row(changes, "paper"))
                .contains("log10 of the ratio of attack, now " + RatioWords.estimate(ratios.attack()));
    }

    @Test
    void hostileWordsStayWords() {
        assertThat(section(null))
                .doesNotContain("<script", "<img", "href=\"javascript")
                .contains("<span>javascript:alert(1)</span>", "&lt;script&gt;");
    }

    /** Sentences as the rules write them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "More than usual came, and counts cannot tell a flood from a crowd; flow records would: 37.0 times the usual.|flow records would",
                "It is so; sufficient: not visible from here, before the trouble: undecided (capacity_bps in the case would show whether it sufficed).|capacity_bps in the case would show whether it sufficed",
                "A capture that also carries comparable destinations would show it: nothing bears on this.|A capture that also carries comparable destinations would show it",
                "No excess, and one of the claimed size would have been seen: it was 1.0 times the usual.|''",
                "Whether users made the surge is not settled.|''"
            })
    void theDataThatARuleNamesAreTakenFromItsWords(String why, String data) {
        assertThat(String.join("; ", SaidSection.data(why))).isEqualTo(data);
    }

    @ParameterizedTest
    @CsvSource({
        "ATTACK,ATTACK,+ for",
        "ATTACK_CAUSED_TROUBLE,ATTACK,+ for",
        "NO_ATTACK,ATTACK,- against",
        "SATURATION,ATTACK,0",
        "OTHER,ATTACK,0",
        "FLASH_CROWD,FLASH_CROWD,+ for",
        "DEMAND_WITHIN_CAPACITY,FLASH_CROWD,- against",
        "SERVICE_FAILURE,SERVICE_FAILURE,+ for",
        "SERVICE_FAILURE,ATTACK,- against",
        "NETWORK_EVENT,NETWORK_EVENT,+ for",
        "ELSEWHERE_ORDINARY,NETWORK_EVENT,- against",
        "ATTACK,NOTHING_UNUSUAL,- against"
    })
    void statementsSpeakForTheirExplanation(Asserts kind, Explanation explanation, String says) {
        assertThat(SaidSection.speaks(kind, explanation)).isEqualTo(says);
    }

    @ParameterizedTest
    @EnumSource(Asserts.class)
    void everyKindSpeaksOrIsSilentOnEveryExplanation(Asserts kind) {
        for (Explanation explanation : LikelihoodModel.explanations()) {
            assertThat(SaidSection.speaks(kind, explanation)).isIn("+ for", "- against", "0");
        }
    }
}
