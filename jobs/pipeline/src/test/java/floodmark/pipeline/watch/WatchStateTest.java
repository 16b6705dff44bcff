package floodmark.pipeline.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import floodmark.model.Window;
import floodmark.pipeline.cell.ByteSink;
import floodmark.pipeline.cell.CellBlock;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What checkpoints hold comes back as it was, and what is kept of a bin does not depend on when its rows came. */
class WatchStateTest {
    private static final long BIN = 60;
    private static final String KEY = "d192.0.2.1\tweb";

    private static WatchedFile file(long number, String refused) {
        return new WatchedFile(
                number, "a/ü.parquet", "file:///a", 1L << 40, -5, "abc", 7, new Window(-3, 9), Long.MIN_VALUE, refused);
    }

    @Test
    void splitsAndStatesComeBack() throws Exception {
        WatchSplit split = new WatchSplit(file(3, ""), 2, 1000, true);
        WatchSplit.Serializer splits = new WatchSplit.Serializer();
        assertThat(splits.deserialize(splits.getVersion(), splits.serialize(split)))
                .isEqualTo(split);
        WatchState state = new WatchState(
                List.of(file(0, ""), file(1, "half-written")),
                new TreeSet<>(List.of(1L)),
                new TreeSet<>(List.of(0L, 1L)),
                Long.MIN_VALUE,
                true);
        WatchState.Serializer states = new WatchState.Serializer();
        assertThat(states.deserialize(states.getVersion(), states.serialize(state)))
                .isEqualTo(state);
        assertThatThrownBy(() -> states.deserialize(99, new byte[0])).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> splits.deserialize(99, new byte[0])).isInstanceOf(IOException.class);
    }

    @Test
    void filesAreJoinedAndToldApart() {
        byte[] both = Keys.joined(
                List.of(Keys.file(file(0, "")).bytes(), Keys.file(file(1, "x")).bytes()));
        assertThat(Keys.files(both)).containsExactly(file(0, ""), file(1, "x"));
    }

    private static byte[] cells(long bin, long sum, long... senders) {
        CellBlock block = new CellBlock(1, 1, senders.length);
        block.cell(bin);
        block.add(0, sum);
        block.senders(senders, 0, senders.length);
        return block.encode(new ByteSink(), false);
    }

    @Test
    void sendersAreUnitedWhileABinMayGrowAndCountedAfterwards() {
        RunningState state = new RunningState(BIN);
        byte[] sums = state.added(KEY, null, cells(10, 5, 1, 2), 10 * BIN);
        sums = state.added(KEY, sums, cells(10, 7, 2, 3), 10 * BIN);
        CellBlock young = CellBlock.decode(sums);
        assertThat(young.senders(0)).isEqualTo(3);
        assertThat(young.sum(0, 0)).isEqualTo(12);

        // The same bin, told in time, though by now it is complete; then rows that are late.
        sums = state.added(KEY, sums, cells(10, 1, 4), 11 * BIN);
        assertThat(CellBlock.decode(sums).senders(0)).isEqualTo(4);
        sums = state.added(KEY, sums, cells(10, 100, 5), 20 * BIN);
        CellBlock old = CellBlock.decode(sums);
        assertThat(old.sum(0, 0)).isEqualTo(113);
        assertThat(old.senders(0)).isEqualTo(4);
        assertThat(old.sendersExact(0)).isTrue();
    }

    @Test
    void aPartOfABlockIsItsBins() {
        CellBlock all = CellBlock.merge(List.of(
                CellBlock.decode(cells(1, 2, 9)), CellBlock.decode(cells(2, 3, 8)), CellBlock.decode(cells(4, 5))));
        CellBlock part = all.between(2, 4, false);
        assertThat(part.size()).isEqualTo(1);
        assertThat(part.bin(0)).isEqualTo(2);
        assertThat(part.sum(0, 0)).isEqualTo(3);
        assertThat(part.senders(0)).isZero();
        assertThat(all.between(2, 4, true).senders(0)).isEqualTo(1);
    }
}
