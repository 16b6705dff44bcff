package floodmark.pipeline.watch;

import floodmark.pipeline.watch.Landing.Landed;
import floodmark.pipeline.watch.Landing.Look;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.jspecify.annotations.Nullable;

/**
 * Numbers files in the order in which they are taken, hands them to readers, and tells all readers how far everything is.
 *
 * <p>Which rows are late follows from that order alone, so that neither parallelism nor a recovery changes it. Watermarks are
 * the newest start, in milliseconds, among the files before the first unfinished one; each is at least one more than the one
 * before, so that every round of files is told even if it is older than what was there.
 *
 * <p>Recovery: after a failure of tasks this object lives on while readers go back to a checkpoint. So readers say what they
 * hold when they begin, and no watermark is sent before all have. Between the end of a reader and its next beginning looks go on; a split
 * or a message for it would fail the whole job, this object included, instead of the tasks alone.
 */
final class WatchEnumerator implements SplitEnumerator<WatchSplit, WatchState> {
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final SplitEnumeratorContext<WatchSplit> context;
    private final WatchSpec spec;
    private final Landing landing;
    private final List<WatchedFile> files;
    /** Greatest end among the files up to each number. */
    private final List<Long> newest = new ArrayList<>();

    private final Deque<WatchSplit> waiting = new ArrayDeque<>();
    private final SortedSet<Long> open;
    private final Set<Integer> asking = new LinkedHashSet<>();
    private final Set<Integer> begun = new HashSet<>();
    private final TreeMap<Long, Long> watermarkAt = new TreeMap<>();
    private long watermark;
    private long safeWatermark;
    private long told = -1;
    private boolean ended;

    WatchEnumerator(SplitEnumeratorContext<WatchSplit> context, WatchSpec spec, Landing landing, WatchState state) {
        this.context = context;
        this.spec = spec;
        this.landing = landing;
        files = new ArrayList<>(state.files());
        files.forEach(file -> newest.add(Math.max(newest(), endOf(file))));
        state.waiting().forEach(number -> waiting.add(WatchSplit.of(files.get(Math.toIntExact(number)))));
        open = new TreeSet<>(state.open());
        watermark = state.watermark();
        safeWatermark = watermark;
        ended = state.ended();
    }

    private static long endOf(WatchedFile file) {
        return file.rows() > 0 && file.taken() ? file.span().endNanos() : Long.MIN_VALUE;
    }

    private long newest() {
        return newest.isEmpty() ? Long.MIN_VALUE : newest.get(newest.size() - 1);
    }

    @Override
    public void start() {
        context.callAsync(landing::look, this::take, 0, spec.arrival().pollMillis());
    }

    private void take(Look look, @Nullable Throwable failure) {
        if (failure != null) {
            throw new SuppressRestartsException(failure);
        }
        if (ended) {
            return;
        }
        long before = newest();
        long bound = before == Long.MIN_VALUE
                ? Long.MIN_VALUE
                : before - spec.arrival().latenessNanos();
        for (Landed found : look.files()) {
            WatchedFile file = found.file(files.size(), bound);
            files.add(file);
            newest.add(Math.max(newest(), endOf(file)));
            open.add(file.number());
            waiting.add(WatchSplit.of(file));
        }
        Long until = spec.end().untilNanos();
        boolean passed = until != null
                && newest() != Long.MIN_VALUE
                && newest() - spec.arrival().latenessNanos() > until;
        ended = look.ended() || passed;
        assign();
        advance();
    }

    private boolean there(int reader) {
        return context.registeredReaders().containsKey(reader);
    }

    private void assign() {
        for (Integer reader : List.copyOf(asking)) {
            if (!there(reader)) {
                continue;
            }
            WatchSplit next = waiting.poll();
            if (next != null) {
                asking.remove(reader);
                context.assignSplit(next, reader);
            } else if (ended) {
                asking.remove(reader);
                context.signalNoMoreSplits(reader);
            }
        }
    }

    private void advance() {
        long finished = open.isEmpty() ? files.size() : open.first();
        boolean all =
                begun.size() == context.currentParallelism() && begun.stream().allMatch(this::there);
        if (!all || finished <= told || finished == 0) {
            return;
        }
        told = finished;
        long newestMillis = Math.floorDiv(newest.get((int) finished - 1), NANOS_PER_MILLI);
        watermark = watermark == Long.MIN_VALUE ? newestMillis : Math.max(newestMillis, watermark + 1);
        for (Integer reader : begun) {
            context.sendEventToSourceReader(reader, new WatchEvent.Advance(watermark));
        }
    }

    @Override
    public void handleSplitRequest(int reader, @Nullable String host) {
        asking.add(reader);
        assign();
    }

    @Override
    public void handleSourceEvent(int reader, SourceEvent event) {
        if (event instanceof WatchEvent.Finished finished) {
            open.remove(finished.number());
            context.sendEventToSourceReader(reader, new WatchEvent.Known(finished.number()));
        } else if (event instanceof WatchEvent.Holding holding) {
            for (long number : holding.numbers()) {
                open.add(number);
            }
            begun.add(reader);
            told = -1;
        }
        // Between two looks only when nothing is left to do: a backlog need not be told file by file.
        if (open.isEmpty()) {
            advance();
        }
    }

    @Override
    public void addSplitsBack(List<WatchSplit> splits, int reader) {
        splits.forEach(split -> {
            waiting.addFirst(WatchSplit.of(split.file()));
            open.add(split.file().number());
        });
        asking.remove(reader);
        begun.remove(reader);
        told = -1;
        watermark = safeWatermark;
    }

    @Override
    public void addReader(int reader) {
        asking.remove(reader);
    }

    @Override
    public WatchState snapshotState(long checkpoint) {
        SortedSet<Long> numbers = new TreeSet<>();
        waiting.forEach(split -> numbers.add(split.file().number()));
        watermarkAt.put(checkpoint, watermark);
        return new WatchState(List.copyOf(files), numbers, new TreeSet<>(open), watermark, ended);
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) {
        safeWatermark = watermarkAt.getOrDefault(checkpoint, safeWatermark);
        watermarkAt.headMap(checkpoint, true).clear();
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
