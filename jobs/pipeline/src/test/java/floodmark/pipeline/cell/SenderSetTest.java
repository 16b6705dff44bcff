package floodmark.pipeline.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import floodmark.model.Address;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SenderSetTest {
    private static CellBlock cell(long[] hashes) {
        long[] sorted = hashes.clone();
        int count = SenderSet.sortDistinct(sorted, 0, sorted.length);
        CellBlock block = new CellBlock(1, 1, count);
        block.cell(5);
        block.add(0, 1);
        block.senders(sorted, 0, count);
        return block;
    }

    private static long[] hashes(int from, int to) {
        long[] hashes = new long[to - from];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = SenderSet.ordered(Address.ofIpv4(from + i).hash64());
        }
        return hashes;
    }

    @ParameterizedTest
    @ValueSource(ints = {65_535, 65_536, 65_537, 200_000, 1_000_000})
    void countsExactlyUpToTheLimitAndEstimatesAbove(int senders) {
        List<CellBlock> parts = new ArrayList<>();
        for (int from = 0; from < senders; from += 30_000) {
            // Parts overlap, since the same sender comes with many readers.
            parts.add(cell(hashes(Math.max(0, from - 5_000), Math.min(senders, from + 30_000))));
        }
        CellBlock merged = CellBlock.merge(parts);
        if (senders <= SenderSet.LIMIT) {
            assertThat(merged.sendersExact(0)).isTrue();
            assertThat(merged.senders(0)).isEqualTo(senders);
        } else {
            assertThat(merged.sendersExact(0)).isFalse();
            // Five standard errors of 0.4 %.
            assertThat((double) merged.senders(0)).isCloseTo(senders, within(senders * 0.02));
        }
        byte[] first = merged.encode(new ByteSink(), false);
        Collections.shuffle(parts, new Random(senders));
        int middle = parts.size() / 2 + 1;
        List<CellBlock> grouped = new ArrayList<>(parts.subList(middle, parts.size()));
        grouped.add(CellBlock.decode(CellBlock.merge(parts.subList(0, middle)).encode(new ByteSink(), false)));
        assertThat(CellBlock.merge(grouped).encode(new ByteSink(), false)).isEqualTo(first);
    }

    @Test
    void countsAtOnceLikeTheMerge() {
        long[] hashes = hashes(0, 100_000);
        SenderLog log = new SenderLog();
        for (long hash : hashes) {
            log.add(0, hash);
            log.add(0, hash);
        }
        log.arrange(1);
        CellBlock counted = new CellBlock(1, 1, 0);
        counted.cell(5);
        log.appendCount(0, counted);
        CellBlock merged = CellBlock.merge(
                List.of(cell(Arrays.copyOf(hashes, 60_000)), cell(Arrays.copyOfRange(hashes, 50_000, hashes.length))));
        assertThat(counted.senders(0)).isEqualTo(merged.senders(0));
        assertThat(counted.sendersExact(0)).isFalse();
    }
}
