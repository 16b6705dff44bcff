package floodmark.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.model.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinRangesTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aBinBelongsToAWindowIfItsMidpointDoes(long seed) {
        Random random = new Random(seed);
        long bin = 1L + random.nextInt(7);
        List<Window> windows = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            long start = random.nextInt(200) - 100L;
            windows.add(new Window(start, start + random.nextInt(60)));
        }
        long firstBin = -20L + random.nextInt(10);
        long lastBin = firstBin + random.nextInt(40);
        BinRanges ranges = BinRanges.of(windows, bin, firstBin, lastBin);
        long count = 0;
        for (long b = -150; b < 150; b++) {
            long number = b;
            boolean expected = number >= firstBin
                    && number <= lastBin
                    && windows.stream().anyMatch(w -> w.containsBin(number * bin, bin));
            assertThat(ranges.contains(number))
                    .as("seed %s bin %s", seed, number)
                    .isEqualTo(expected);
            count += expected ? 1 : 0;
        }
        assertThat(ranges.count()).isEqualTo(count);
    }
}
