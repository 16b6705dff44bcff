package floodmark.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import floodmark.evidence.CaseData;
import floodmark.evidence.Context;
import floodmark.evidence.Evidence;
import floodmark.evidence.Explanation;
import floodmark.evidence.Families;
import floodmark.evidence.Family;
import floodmark.evidence.Finding;
import floodmark.model.Table;
import floodmark.model.UserError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** What must hold for every case, however odd: a verdict, and a table that keeps its contract. */
class AnyCaseTest {
    private static final int CASES = 60;

    @Test
    void everyCaseHasAVerdictAndATableThatKeepsItsContract() {
        SoftAssertions soft = new SoftAssertions();
        Set<Finding> met = new HashSet<>();
        for (int seed = 0; seed < CASES; seed++) {
            CaseData data = new RandomCase(seed).draw();
            try {
                Context context = Context.evaluate(data);
                Verdict verdict = Judge.judge(context, false, List.of());
                check(soft, "case " + seed, context, verdict);
                Judge.judge(context, false, List.of(), Scenario.RULES_ALONE)
                        .statements()
                        .forEach(s -> met.add(s.finding()));
                verdict.statements().forEach(s -> met.add(s.finding()));
            } catch (UserError expected) {
                assertThat(expected.getMessage()).startsWith("[");
            } catch (RuntimeException e) {
                fail("case " + seed, e);
            }
        }
        soft.assertAll();
        assertThat(met)
                .contains(Finding.SUPPORTED, Finding.CONTRADICTED, Finding.UNDECIDED, Finding.NOT_VISIBLE)
                .doesNotContain(Finding.NOT_TESTED);
    }

    /** Ratios lie within the cap and their intervals, and findings say what they say. */
    private static void ratios(SoftAssertions soft, String where, Verdict verdict) {
        Ratios ratios = verdict.ratios();
        if (ratios == null) {
            return;
        }
        for (Explanation e : LikelihoodModel.explanations()) {
            Ratios.Estimate r = ratios.of(e);
            soft.assertThat(Math.abs(r.value())).as(where + " " + e).isLessThanOrEqualTo(ratios.cap());
            soft.assertThat(r.low()).as(where + " " + e).isLessThanOrEqualTo(r.value());
            soft.assertThat(r.high()).as(where + " " + e).isGreaterThanOrEqualTo(r.value());
        }
        boolean supported = verdict.attack().present() == Finding.SUPPORTED;
        soft.assertThat(supported).as(where).isEqualTo(ratios.attack().supports());
        if (verdict.explanation() != Explanation.UNDETERMINED) {
            soft.assertThat(ratios.of(verdict.explanation()).supports())
                    .as(where)
                    .isTrue();
        }
    }

    private static void check(SoftAssertions soft, String where, Context context, Verdict verdict) {
        Set<String> families = new HashSet<>();
        context.rows().forEach(r -> families.add(r.family()));
        soft.assertThat(families)
                .as(where)
                .containsAll(Families.ALL.stream().map(Family::id).toList());
        table(soft, where, Evidence.table("case", context.rows()));
        for (Evidence row : context.rows()) {
            if (aboutAttack(row) && (row.finding() == Finding.CONTRADICTED || row.finding() == Finding.NOT_VISIBLE)) {
                soft.assertThat(!Double.isNaN(row.powerAtClaimedSize()) && !Double.isNaN(row.upperBound())
                                || row.note().contains("no power or bound"))
                        .as(where + " " + row.name() + " " + row.metric() + ": " + row.note())
                        .isTrue();
            }
            soft.assertThat(row.note())
                    .as(where + " " + row.name())
                    .doesNotContain("NaN")
                    .doesNotContain("Infinity");
        }
        ratios(soft, where, verdict);
        for (Verdict.StatementFinding s : verdict.statements()) {
            soft.assertThat(s.why())
                    .as(where + " " + s.statement().id())
                    .matches("[^\\n]+\\.")
                    .doesNotContain("NaN")
                    .doesNotContain("Infinity")
                    .doesNotContain(". ");
            Set<String> names = new HashSet<>();
            context.rows().forEach(r -> names.add(r.name()));
            soft.assertThat(names)
                    .as(where + " " + s.statement().id() + " cites")
                    .containsAll(s.evidence());
        }
        if (context.data().counts()) {
            soft.assertThat(verdict.attack().present()).as(where).isNotEqualTo(Finding.SUPPORTED);
            soft.assertThat(verdict.explanation()).as(where).isNotEqualTo(Explanation.ATTACK);
        }
    }

    private static boolean aboutAttack(Evidence row) {
        return row.bearsOn().contains("attack") || row.bearsOn().contains("no-attack");
    }

    private static void table(SoftAssertions soft, String where, Table table) {
        int[] key =
                table.schema().key().stream().mapToInt(table.schema()::index).toArray();
        Set<List<Object>> keys = new HashSet<>();
        for (Object[] row : table.sortedRows()) {
            List<Object> values = new ArrayList<>();
            Arrays.stream(key).forEach(k -> values.add(row[k]));
            soft.assertThat(keys.add(values)).as(where + " repeats " + values).isTrue();
            Double p = (Double) row[table.schema().index("p_value")];
            Double q = (Double) row[table.schema().index("q_value")];
            Double power = (Double) row[table.schema().index("power_at_claimed_size")];
            String named = where + " " + values;
            soft.assertThat(p == null || p >= 0 && p <= 1).as(named + " p " + p).isTrue();
            soft.assertThat(q == null || q <= 1 && p != null && q >= p - 1e-12)
                    .as(named + " q " + q + " p " + p)
                    .isTrue();
            soft.assertThat(power == null || power >= 0 && power <= 1)
                    .as(named + " power " + power)
                    .isTrue();
        }
    }
}
