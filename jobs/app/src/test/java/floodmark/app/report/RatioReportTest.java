package floodmark.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.app.result.Result;
import floodmark.evidence.Explanation;
import floodmark.evidence.Finding;
import floodmark.verdict.LikelihoodModel;
import floodmark.verdict.Ratios;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatioReportTest {
    private static String report() {
        return Report.of(SampleResult.of(SampleResult.hostileStatements(), SampleResult.ratios()));
    }

    /** The part of the page that a heading names. */
    private static String section(String html, String id) {
        int from = html.indexOf("aria-labelledby=\"" + id + "\"");
        assertThat(from).as(id).isPositive();
        return html.substring(from, html.indexOf("</section>", from));
    }

    private static double attackWithout(Ratios ratios, String family) {
        return Objects.requireNonNull(
                Objects.requireNonNull(ratios.withoutFamily().get(family)).get(Explanation.ATTACK));
    }

    private static String two(double value) {
        return String.format(Locale.ROOT, "%+.2f", value);
    }

    @Test
    void theRatiosShownAreTheVerdicts() {
        Ratios ratios = SampleResult.ratios();
        String section = section(report(), "ratios");
        String table = section.substring(section.indexOf("<table>"));
        for (Explanation e : LikelihoodModel.explanations()) {
            Ratios.Estimate of = ratios.of(e);
            String row = table.substring(table.indexOf(Words.name(e) + "</th>"));
            row = row.substring(0, row.indexOf("</tr>"));
            assertThat(row)
                    .contains(">" + two(of.value()) + "<")
                    .contains(">(" + two(of.low()) + " to " + two(of.high()) + ")<");
            assertThat(section).contains(">" + two(of.value()) + " (" + two(of.low()) + " to " + two(of.high()) + ")<");
        }
        assertThat(section.toLowerCase(Locale.ROOT)).contains(ratios.strength().toLowerCase(Locale.ROOT));
        assertThat(section).contains("\u00b12.5", "a convention and not a prior", "0: says nothing");
    }

    @Test
    void theScaleComesBeforeTheStatements() {
        String html = report();
        assertThat(html.indexOf("id=\"ratios\"")).isLessThan(html.indexOf("id=\"statements\""));
        assertThat(section(html, "ratios").indexOf("<svg"))
                .isLessThan(section(html, "ratios").indexOf("<table"));
    }

    /** From -2.5 at x = 150 to 2.5 at x = 770. */
    @Test
    void theScaleIsDrawnToTheCap() {
        double value = SampleResult.ratios().attack().value();
        String x = Html.coordinate(150 + 620 * (value + 2.5) / 5);
        assertThat(section(report(), "ratios")).contains("d=\"M" + x + " ").contains("x1=\"460\" x2=\"460\"");
    }

    @Test
    void nothingOfAModelOrAScaleBecomesMarkup() {
        String html = report();
        assertThat(html).doesNotContain("<script", "<img", "\u202e", "href=\"javascript");
        assertThat(section(html, "ratios")).contains("sample-&quot;&gt;&lt;script&gt;");
        assertThat(section(html, "weighs")).contains("&lt;script&gt;alert(1)");
    }

    @Test
    void aFamilyIsShownByWhatItsAbsenceTakesAway() {
        Ratios ratios = SampleResult.ratios();
        String section = section(report(), "weighs");
        double makeup = ratios.attack().value() - attackWithout(ratios, "makeup");
        double volume = ratios.attack().value() - attackWithout(ratios, "volume");
        assertThat(makeup).isGreaterThan(1);
        assertThat(volume).isLessThan(-Math.log10(2));
        assertThat(section)
                .contains("makeup</th>\n<td class=\"n\">+++ " + two(makeup) + "<")
                .contains("volume</th>\n<td class=\"n\">- " + two(volume) + "<");
        // The volume speaks against an attack, the makeup against all others.
        assertThat(section)
                .containsPattern("Families against it</th>\\s*<td class=\"n\">1</td>\\s*<td class=\"n\">1</td>\\s*"
                        + "<td class=\"n\">1</td>\\s*<td class=\"n\">1</td>\\s*<td class=\"n\">1</td>");
    }

    @ParameterizedTest
    @CsvSource({"0.9996,+ +1.00", "-0.001,0 0.00", "-1.5,-- -1.50"})
    void sharesHaveTwoDecimalsBehindTheirMark(double change, String text) {
        assertThat(RatioWords.share(change)).isEqualTo(text);
    }

    @Test
    void aFamilyThatDecidesIsNamed() {
        Ratios ratios = SampleResult.ratios();
        assertThat(ratios.attack().value()).isGreaterThan(1);
        assertThat(section(report(), "weighs"))
                .contains("Without makeup, attack would be undecided and not supported: "
                        + two(attackWithout(ratios, "makeup")) + " for "
                        + two(ratios.attack().value()))
                .doesNotContain("Without volume, attack");
    }

    @Test
    void noFamilyThatDecidesIsSaidToo() {
        Ratios ratios = SampleResult.ratios();
        Map<Explanation, Double> same = new EnumMap<>(Explanation.class);
        ratios.each().forEach((e, estimate) -> same.put(e, estimate.value()));
        Ratios steady =
                new Ratios(ratios.each(), 2.5, "m", ratios.parts(), Map.of("volume", same), "too little was seen");
        String html = Report.of(SampleResult.of(SampleResult.hostileStatements(), steady));
        assertThat(section(html, "weighs")).contains("No single family changes a finding.", ">0 0.00<");
        assertThat(section(html, "ratios")).contains("held short of a finding: too little was seen.");
    }

    @Test
    void roundingAloneChangesNoFinding() {
        Ratios sample = SampleResult.ratios();
        Map<Explanation, Ratios.Estimate> each = new EnumMap<>(sample.each());
        each.put(Explanation.ATTACK, new Ratios.Estimate(0.9966, 0.5, 1.4));
        Map<Explanation, Double> rest = new EnumMap<>(Explanation.class);
        each.forEach((e, estimate) -> rest.put(e, Math.rint(estimate.value() * 100) / 100));
        assertThat(rest).containsEntry(Explanation.ATTACK, 1.0);
        Ratios rounded = new Ratios(each, 2.5, "m", sample.parts(), Map.of("volume", rest), "");
        String html = Report.of(SampleResult.of(SampleResult.hostileStatements(), rounded));
        assertThat(section(html, "weighs")).contains("No single family changes a finding.");
    }

    @Test
    void factsStandByTheirWeightAboutAnAttack() {
        String section = section(report(), "weighs");
        String facts = section.substring(section.indexOf("Facts that weigh most"));
        int signature = facts.indexOf("makeup.signature");
        int excess = facts.indexOf("volume.excess");
        int syn = facts.indexOf("makeup.syn-share");
        assertThat(signature).isPositive().isLessThan(excess);
        assertThat(excess).isLessThan(syn);
        assertThat(facts).contains("++ +1.50<", "- -0.80<", "+ +0.50<", "3 of 3 graded facts");
    }

    @Test
    void withoutRatiosTheReasonStands() {
        Result counts = SampleResult.of(SampleResult.hostileStatements(), null, Map.of("volume.excess", "yes"), true);
        Result nothing = SampleResult.of(SampleResult.hostileStatements(), null, Map.of(), false);
        Result noModel = SampleResult.of(SampleResult.hostileStatements(), null);
        assertThat(section(Report.of(counts), "ratios"))
                .contains("the captures hold counts")
                .doesNotContain("<svg");
        assertThat(section(Report.of(nothing), "ratios")).contains("nothing could be graded");
        assertThat(section(Report.of(noModel), "ratios")).contains("there is no usable history of the subject");
        assertThat(Report.of(noModel)).doesNotContain("id=\"weighs\"", "null", "NaN");
    }

    @Test
    void theSameRatiosGiveTheSameBytes() {
        assertThat(report()).isEqualTo(report());
    }

    @ParameterizedTest
    @CsvSource({
        "1.234,+1.23",
        "-1.234,-1.23",
        "0.996,+0.996",
        "0.9999,+0.9999",
        "1,+1.00",
        "-0.997,-0.997",
        "0,0.00",
        "-0.004,-0.004",
        "0.0000001,0.000000"
    })
    void twoDecimalsUnlessTheyWouldCrossAThreshold(double value, String text) {
        assertThat(RatioWords.number(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.3,0", "0.4,+", "-0.9,-", "1.5,++", "-2.5,---", "5,+++"})
    void marksFollowTheVerbalScale(double change, String mark) {
        assertThat(RatioWords.mark(change)).isEqualTo(mark);
    }

    @Test
    void bandsEndAtTheCap() {
        assertThat(RatioScale.bands(2.3))
                .isEqualTo("no support either way to 0.3, weak support to 1, moderate support to 2, moderately strong"
                        + " support from 2");
    }

    @Test
    void thresholdsAreTheFindings() {
        assertThat(List.of(RatioWords.byThreshold(1), RatioWords.byThreshold(0.99), RatioWords.byThreshold(-1)))
                .containsExactly(Finding.SUPPORTED.text(), Finding.UNDECIDED.text(), Finding.CONTRADICTED.text());
    }
}
