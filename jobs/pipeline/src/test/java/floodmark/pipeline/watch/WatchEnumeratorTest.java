package floodmark.pipeline.watch;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.model.Window;
import floodmark.pipeline.DetailSpec;
import floodmark.pipeline.FoundFile;
import floodmark.pipeline.watch.Landing.Landed;
import floodmark.pipeline.watch.Landing.Look;
import floodmark.pipeline.watch.Landing.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the enumerator says to two readers, one of which dies between two looks. */
class WatchEnumeratorTest {
    /** Refuses, as Flink does, what is meant for a reader that is not there. */
    private static final class Readers implements SplitEnumeratorContext<WatchSplit> {
        private final Map<Integer, ReaderInfo> there = new TreeMap<>();
        private final List<String> told = new ArrayList<>();
        private @Nullable BiConsumer<Look, Throwable> look;

        void add(int reader) {
            there.put(reader, new ReaderInfo(reader, "localhost"));
        }

        void looked(Look seen) {
            Objects.requireNonNull(look).accept(seen, null);
        }

        private void tell(int reader, String what) {
            assertThat(there).containsKey(reader);
            told.add(reader + " " + what);
        }

        @Override
        public SplitEnumeratorMetricGroup metricGroup() {
            return UnregisteredMetricsGroup.createSplitEnumeratorMetricGroup();
        }

        @Override
        public void sendEventToSourceReader(int reader, SourceEvent event) {
            tell(reader, event.toString());
        }

        @Override
        public int currentParallelism() {
            return 2;
        }

        @Override
        public Map<Integer, ReaderInfo> registeredReaders() {
            return there;
        }

        @Override
        public void assignSplits(SplitsAssignment<WatchSplit> assignment) {
            assignment
                    .assignment()
                    .forEach((reader, splits) ->
                            splits.forEach(split -> tell(reader, split.file().path())));
        }

        @Override
        public void signalNoMoreSplits(int reader) {
            tell(reader, "no more");
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler, long delay, long period) {
            look = (BiConsumer<Look, Throwable>) (BiConsumer<?, ?>) handler;
        }

        @Override
        public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void runInCoordinatorThread(Runnable runnable) {
            runnable.run();
        }
    }

    private static Landed file(String path, int minute) {
        long start = minute * 60_000_000_000L;
        return new Landed(
                new FoundFile(path, "file:///" + path), new Stamp(1, 1), "abc", 1, new Window(start, start + 1), "");
    }

    @Test
    void saysNothingToAReaderThatIsGone() {
        Readers readers = new Readers();
        WatchSpec spec = new WatchSpec(
                List.of(),
                "/",
                new DetailSpec(60_000_000_000L, List.of(), List.of(), List.of(), List.of()),
                new WatchSpec.Arrival(0, 100, 0, false, List.of()),
                new WatchSpec.End("_COMPLETE", null, null, "file:///stop"));
        WatchState nothing = new WatchState(List.of(), new TreeSet<>(), new TreeSet<>(), Long.MIN_VALUE, false);
        WatchEnumerator enumerator = new WatchEnumerator(readers, spec, new Landing(spec, List.of()), nothing);
        enumerator.start();
        for (int reader = 0; reader < 2; reader++) {
            readers.add(reader);
            enumerator.addReader(reader);
            enumerator.handleSourceEvent(reader, new WatchEvent.Holding(new long[0]));
            enumerator.handleSplitRequest(reader, null);
        }
        readers.looked(new Look(List.of(file("a", 0)), false));
        assertThat(readers.told).containsExactly("0 a");
        enumerator.handleSourceEvent(0, new WatchEvent.Finished(0));
        assertThat(readers.told.get(1)).isEqualTo("0 Known[number=0]");
        assertThat(readers.told.subList(2, 4)).containsExactly("0 Advance[watermark=0]", "1 Advance[watermark=0]");
        enumerator.handleSplitRequest(0, null);

        // The second dies; before its end is made good, files come.
        readers.told.clear();
        readers.there.remove(1);
        readers.looked(new Look(List.of(file("b", 1), file("c", 2)), true));
        assertThat(readers.told).containsExactly("0 b");
        enumerator.handleSourceEvent(0, new WatchEvent.Finished(1));
        enumerator.handleSplitRequest(0, null);
        assertThat(readers.told).containsExactly("0 b", "0 Known[number=1]", "0 c");

        // All go back to where nothing had been read.
        readers.told.clear();
        readers.there.clear();
        for (int reader = 0; reader < 2; reader++) {
            List<WatchSplit> back = reader == 1
                    ? List.of()
                    : List.of(split(file("a", 0), 0), split(file("b", 1), 1), split(file("c", 2), 2));
            enumerator.addSplitsBack(back, reader);
        }
        assertThat(readers.told).isEmpty();
        for (int reader = 0; reader < 2; reader++) {
            readers.add(reader);
            enumerator.addReader(reader);
            enumerator.handleSourceEvent(reader, new WatchEvent.Holding(new long[0]));
            enumerator.handleSplitRequest(reader, null);
        }
        enumerator.handleSplitRequest(0, null);
        for (int number = 0; number < 3; number++) {
            enumerator.handleSourceEvent(0, new WatchEvent.Finished(number));
        }
        enumerator.handleSplitRequest(0, null);
        enumerator.handleSplitRequest(1, null);
        assertThat(readers.told)
                .filteredOn(told -> told.length() == 3)
                .containsExactlyInAnyOrder("0 c", "1 b", "0 a")
                .doesNotHaveDuplicates();
        assertThat(readers.told)
                .contains("0 no more", "1 no more", "0 Advance[watermark=120000]", "1 Advance[watermark=120000]");
    }

    private static WatchSplit split(Landed file, long number) {
        return WatchSplit.of(file.file(number, Long.MIN_VALUE));
    }
}
