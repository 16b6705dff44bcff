package floodmark.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexSortTest {
    /** Stretches that are sorted by insertion, alone, and side by side; few values, so that most are equal to others. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 9, 100, 8_193, 50_000})
    void keepsEqualsInTheirOrder(int size) {
        int[] values = new Random(3).ints(size, 0, 100).toArray();
        int[] expected = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingInt(i -> values[i]))
                .mapToInt(i -> i)
                .toArray();
        assertThat(IndexSort.order(size, (a, b) -> Integer.compare(values[a], values[b])))
                .isEqualTo(expected);
    }
}
