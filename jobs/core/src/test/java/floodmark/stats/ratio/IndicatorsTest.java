package floodmark.stats.ratio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import floodmark.stats.Draws;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IndicatorsTest {
    private static final int[][] LEVELS = {{0, 1}, {-1, 0}, {1, 1}, {0, -1}, {1, 0}};
    private static final int[] CLASSES = {0, 2, 0, 0, 2};
    private static final int[] SIZES = {2, 2};

    @Test
    void classesThatOccurWeighTheSame() {
        Indicators balanced = Indicators.balanced(LEVELS, CLASSES, SIZES, 3);
        double[] byClass = new double[3];
        for (int i = 0; i < 5; i++) {
            byClass[balanced.classOf(i)] += balanced.weight(i);
        }
        assertThat(byClass).containsExactly(new double[] {2.5, 0, 2.5}, within(1e-12));
    }

    @Test
    void aSubsetKeepsOrderAndRepeats() {
        Indicators subset = new Indicators(LEVELS, CLASSES, new double[] {1, 2, 3, 4, 5}, SIZES, 3).subset(4, 0, 4);
        assertThat(subset.size()).isEqualTo(3);
        assertThat(subset.weight(0)).isEqualTo(5);
        assertThat(subset.weight(1)).isEqualTo(1);
        assertThat(subset.levels(2)).containsExactly(1, 0);
        assertThat(subset.classOf(1)).isZero();
        assertThat(subset.classCount()).isEqualTo(3);
    }

    @Test
    void resamplingStaysWithinTheClass() {
        int n = 300;
        int[][] levels = IntStream.range(0, n).mapToObj(i -> new int[] {i}).toArray(int[][]::new);
        int[] classes = IntStream.range(0, n)
                .map(i -> i % 3 == 0 ? 1 : i % 5 == 0 ? 2 : 0)
                .toArray();
        Indicators all = Indicators.balanced(levels, classes, new int[] {n}, 3);
        Indicators drawn = all.resampled(new Draws(3));
        int[] counts = new int[3];
        for (int i = 0; i < n; i++) {
            assertThat(drawn.classOf(i)).isEqualTo(classes[drawn.levels(i)[0]]);
            assertThat(drawn.weight(i)).isEqualTo(all.weight(drawn.levels(i)[0]));
            counts[drawn.classOf(i)]++;
        }
        assertThat(counts).containsExactly(160, 100, 40);
        // 1 - 1/e of the incidents are expected among as many draws.
        assertThat(IntStream.range(0, n).map(i -> drawn.levels(i)[0]).distinct().count())
                .isBetween(170L, 210L);
    }

    @Test
    void nothingFromOutsideCanChangeThem() {
        int[][] levels = {{0}, {1}};
        int[] classes = {0, 1};
        Indicators incidents = Indicators.balanced(levels, classes, new int[] {2}, 2);
        levels[0][0] = 1;
        classes[0] = 1;
        incidents.levels(0)[0] = 1;
        incidents.levelsOfScale()[0] = 9;
        assertThat(incidents.levels(0)).containsExactly(0);
        assertThat(incidents.classOf(0)).isZero();
        assertThat(incidents.levelsOfScale()).containsExactly(2);
    }

    @Test
    void refusesWhatDoesNotFit() {
        double[] ones = {1, 1, 1, 1, 1};
        assertThatThrownBy(() -> new Indicators(LEVELS, new int[] {0, 2, 0, 3, 2}, ones, SIZES, 3))
                .hasMessage("incident 3 has class 3 of 3");
        assertThatThrownBy(() -> new Indicators(LEVELS, new int[] {0, -1, 0, 0, 2}, ones, SIZES, 3))
                .hasMessage("incident 1 has class -1 of 3");
        assertThatThrownBy(() -> new Indicators(LEVELS, CLASSES, ones, new int[] {2, 1}, 3))
                .hasMessage("level 1 on scale 1, which has 1");
        assertThatThrownBy(() -> new Indicators(LEVELS, CLASSES, new double[] {1, 1}, SIZES, 3))
                .hasMessage("2 weights for 5 incidents");
        assertThatThrownBy(() -> new Indicators(new int[2][2], CLASSES, ones, SIZES, 3))
                .hasMessage("2 rows for 5 incidents of 3 classes");
        assertThatThrownBy(() -> new Indicators(new int[5][2], new int[5], ones, SIZES, 1))
                .hasMessage("5 rows for 5 incidents of 1 classes");
    }
}
