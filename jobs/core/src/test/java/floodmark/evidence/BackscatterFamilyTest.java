package floodmark.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import floodmark.claim.Vantage;
import floodmark.model.DestinationSeries;
import floodmark.model.Window;
import floodmark.stats.Backscatter;
import floodmark.stats.Draws;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackscatterFamilyTest {
    private static final long ADDRESSES = 12_582_912;

    private static Vantage telescope(@Nullable Long addresses) {
        return new Vantage("telescope", Vantage.Place.TELESCOPE, Vantage.Sees.INBOUND, 1, 1, addresses);
    }

    /** Poisson answers at the telescope: packets a second at the subject before and in the trouble, from a minute of it on. */
    private static DestinationSeries flood(long seed, double before, double now, int fromMinute) {
        Draws draws = Draws.of(seed, 3);
        long[] packets = new long[SmallCase.BINS];
        for (int i = 0; i < packets.length; i++) {
            double rate = i >= SmallCase.TROUBLE_FROM + fromMinute ? now : before;
            double mean = 60 * rate / Backscatter.inferredRate(1, ADDRESSES);
            packets[i] = mean > 0 ? (long) draws.poisson(mean) : 0;
        }
        return SmallCase.answers(packets);
    }

    private static Context evaluate(DestinationSeries series) {
        return Context.evaluate(SmallCase.data(telescope(ADDRESSES), series));
    }

    private static Evidence row(Context context, String test) {
        return context.rows().stream()
                .filter(r -> r.name().equals("backscatter." + test))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void floodWithForgedSendersIsSeenAndMeasured() {
        Context context = evaluate(flood(1, 0.5, 1000, 0));
        Evidence rule = row(context, "telescope-rule");
        assertThat(rule.finding()).isEqualTo(Finding.SUPPORTED);
        assertThat(rule.destination()).isEqualTo("192.0.2.1");
        assertThat(rule.note()).startsWith("the rule is met: ").endsWith("met in 0 of 9 stretches before");
        Evidence rate = row(context, "inferred-rate");
        assertThat(rate.observed()).isEqualTo(1000, within(40.0));
        assertThat(rate.expected()).isEqualTo(0.5, within(0.2));
        assertThat(rate.upperBound()).isBetween(rate.observed() * 1.01, rate.observed() * 1.05);
        assertThat(context.answer(Question.BACKSCATTER).yes()).isTrue();
        assertThat(context.answer(Question.BACKSCATTER).words()).contains("of its answers reached the telescope");
    }

    @Test
    void intervalHoldsTheRateAsOftenAsItSays() {
        int held = 0;
        for (int seed = 0; seed < 300; seed++) {
            Evidence rate = row(evaluate(flood(100 + seed, 0, 20, 0)), "inferred-rate");
            long packets = StrictMath.round(rate.statistic() * 3600);
            double low = Backscatter.inferred(packets, 3600, ADDRESSES).low();
            held += low <= 20 && rate.upperBound() >= 20 ? 1 : 0;
        }
        assertThat(held).isBetween(276, 296);
    }

    @Test
    void silenceIsNoProofAndSaysWhatItCouldHaveShown() {
        Context context = evaluate(flood(2, 0.5, 0.5, 0));
        assertThat(row(context, "telescope-rule").finding()).isEqualTo(Finding.UNDECIDED);
        assertThat(context.answer(Question.BACKSCATTER).settled()).isFalse();
        Evidence visible = row(context, "smallest-visible");
        assertThat(visible.smallestVisible()).isBetween(90.0, 130.0);
        assertThat(Backscatter.power(visible.smallestVisible(), 3600, 60, ADDRESSES))
                .isEqualTo(0.95, within(1e-9));
        assertThat(visible.note()).contains("not one answer");
    }

    @Test
    void claimedSizeThatWouldHaveBeenSeenIsContradicted() {
        CaseData data = SmallCase.claiming(telescope(ADDRESSES), 100_000L, flood(3, 0.5, 0.5, 0));
        Context context = Context.evaluate(data);
        Evidence rule = row(context, "telescope-rule");
        assertThat(rule.finding()).isEqualTo(Finding.CONTRADICTED);
        assertThat(rule.powerAtClaimedSize()).isGreaterThan(0.999);
        assertThat(rule.upperBound()).isLessThan(100);
        assertThat(context.answer(Question.BACKSCATTER).no()).isTrue();
        CaseData small = SmallCase.claiming(telescope(ADDRESSES), 60L, flood(3, 0.5, 0.5, 0));
        assertThat(row(Context.evaluate(small), "telescope-rule").finding()).isEqualTo(Finding.UNDECIDED);
    }

    @Test
    void whatIsAlwaysSoIsNoSign() {
        Context context = evaluate(flood(4, 1000, 1000, 0));
        Evidence rule = row(context, "telescope-rule");
        assertThat(rule.finding()).isEqualTo(Finding.UNDECIDED);
        assertThat(rule.note()).contains("as densely before").endsWith("met in 9 of 9 stretches before");
    }

    @Test
    void oneMinuteAloneIsNoDuration() {
        Context context = evaluate(flood(5, 0, 1000, 59));
        Evidence rule = row(context, "telescope-rule");
        assertThat(rule.finding()).isEqualTo(Finding.UNDECIDED);
        assertThat(rule.note()).startsWith("bins are too coarse");
    }

    @Test
    void refusesWhereTheRuleCannotBeAsked() {
        DestinationSeries series = flood(6, 0, 1000, 0);
        CaseData edge = SmallCase.data(SmallCase.edge(Vantage.Sees.BOTH), series);
        assertThat(row(Context.evaluate(edge), "telescope-rule").note()).contains("no capture comes from a telescope");
        assertThat(Context.evaluate(edge).answer(Question.BACKSCATTER).finding())
                .isEqualTo(Finding.NOT_TESTED);

        Context unknown = Context.evaluate(SmallCase.data(telescope(null), series));
        assertThat(row(unknown, "telescope-rule").finding()).isEqualTo(Finding.SUPPORTED);
        assertThat(row(unknown, "inferred-rate").finding()).isEqualTo(Finding.NOT_TESTED);
        assertThat(row(unknown, "smallest-visible").finding()).isEqualTo(Finding.NOT_TESTED);

        CaseData sampled = SmallCase.sampled(telescope(ADDRESSES), 100, series);
        assertThat(row(Context.evaluate(sampled), "telescope-rule").note()).contains("sampled");
    }

    /** Bins of the given seconds and their answers; bounds of the densest minute and of the duration. */
    @ParameterizedTest
    @CsvSource({
        "60, 10 40 0 20, 40, 50, 120, 240",
        "20, 5 5 5 9 0 0 1, 19, 24, 100, 140",
        "45, 10 20 30, 30, 60, 45, 135",
        "90, 10 59 0, 30, 69, 0, 180",
        "300, 0 150 7, 30, 157, 0, 600",
        "60, 0 0, 0, 0, 0, 0",
    })
    void boundsOfTheDensestMinuteAndTheDuration(
            int binSeconds, String counts, long low, long high, double shortest, double longest) {
        long bin = binSeconds * 1_000_000_000L;
        String[] numbers = counts.split(" ", -1);
        long[] packets = new long[SmallCase.BINS];
        for (int i = 0; i < numbers.length; i++) {
            packets[i + 3] = Long.parseLong(numbers[i]);
        }
        DestinationSeries series = SmallCase.answers(bin, packets);
        long start = series.bin()[3] * bin;
        AnswersSeen seen =
                AnswersSeen.of("192.0.2.1", List.of(series), bin, new Window(start, start + numbers.length * bin));
        assertThat(seen.mostLow()).isEqualTo(low);
        assertThat(seen.mostHigh()).isEqualTo(high);
        assertThat(seen.secondsLow()).isEqualTo(shortest);
        assertThat(seen.secondsHigh()).isEqualTo(longest);
        assertThat(AnswersSeen.of("192.0.2.2", List.of(series), bin, new Window(start, start + bin))
                        .packets())
                .isZero();
    }

    /** The rule itself on exact times lies within what bins say of it. */
    @Test
    void exactTimesLieWithinTheBounds() {
        Draws draws = Draws.of(11, 1);
        for (int trial = 0; trial < 300; trial++) {
            int n = 1 + draws.below(120);
            long[] millis = new long[n];
            for (int i = 0; i < n; i++) {
                millis[i] = (long) (draws.uniform() * 400_000);
            }
            Arrays.sort(millis);
            long bin = new long[] {1, 7, 20, 45, 60, 100}[draws.below(6)] * 1_000_000_000L;
            long[] packets = new long[SmallCase.BINS];
            for (long time : millis) {
                packets[(int) (time * 1_000_000 / bin)]++;
            }
            DestinationSeries series = SmallCase.answers(bin, packets);
            long start = series.bin()[0] * bin;
            AnswersSeen seen = AnswersSeen.of("192.0.2.1", List.of(series), bin, new Window(start, start + 500 * bin));
            long most = Backscatter.mostInWindow(millis);
            double seconds = (millis[n - 1] - millis[0]) / 1000.0;
            assertThat(most).isBetween(seen.mostLow(), seen.mostHigh());
            assertThat(seconds).isBetween(seen.secondsLow(), seen.secondsHigh());
            boolean attack = Backscatter.isAttack(n, seconds, most);
            assertThat(!seen.met() || attack).isTrue();
            assertThat(!attack || seen.possible()).isTrue();
        }
    }
}
