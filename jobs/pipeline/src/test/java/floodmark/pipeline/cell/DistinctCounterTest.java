package floodmark.pipeline.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DistinctCounterTest {
    private final DistinctCounter counter = new DistinctCounter();

    @Test
    void countsWhatSortingCounts() {
        Random random = new Random(5);
        for (int size :
                new int[] {0, 1, 2, 16, 17, 31, 32, 33, 1000, SenderSet.LIMIT, SenderSet.LIMIT + 1, 300, 70_000}) {
            for (int range : new int[] {1, 3, size / 2 + 1, Integer.MAX_VALUE}) {
                long[] hashes = random.longs(size + 2)
                        .map(hash -> SenderSet.ordered(Math.floorMod(hash, range) * 0x9e3779b97f4a7c15L))
                        .toArray();
                // Its neighbours are not of the stretch.
                long[] sorted = Arrays.copyOfRange(hashes, 1, size + 1);
                int expected = SenderSet.sortDistinct(sorted, 0, size);
                assertThat(counter.count(hashes, 1, size + 1))
                        .as("%d of %d", size, range)
                        .isEqualTo(expected);
                if (size > SenderSet.LIMIT) {
                    assertThat(Arrays.copyOfRange(hashes, 1, expected + 1)).isEqualTo(Arrays.copyOf(sorted, expected));
                }
            }
        }
    }

    /** The hash that the table's empty slots look like, and hashes that share a slot. */
    @Test
    void tellsAllHashesApart() {
        long[] hashes = new long[40];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = i % 20;
        }
        assertThat(counter.count(hashes, 0, 40)).isEqualTo(20);
        assertThat(counter.count(new long[40], 0, 40)).isEqualTo(1);
    }
}
