package floodmark.pipeline.watch;

import floodmark.capture.CaptureKind;
import floodmark.capture.parquet.ParquetCapture;
import floodmark.model.UserError;
import floodmark.pipeline.cell.Block;
import floodmark.pipeline.source.CaptureFormat;
import floodmark.pipeline.source.CapturePlan.PlannedFile;
import floodmark.pipeline.source.FlinkFile;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one file after the other, in the task's own thread: a checkpoint waits for the row groups that fill the tables once.
 * What it has finished it remembers until the enumerator knows, so that no checkpoint lies between the two.
 */
final class WatchReader implements SourceReader<Block, WatchSplit> {
    private final SourceReaderContext context;
    private final WatchSpec spec;
    private final Deque<WatchSplit> queue = new ArrayDeque<>();
    private final Map<Long, WatchSplit> finished = new TreeMap<>();
    private final Deque<Watermark> watermarks = new ArrayDeque<>();
    private CompletableFuture<Void> available = new CompletableFuture<>();
    private @Nullable WatchSplit current;
    private BulkFormat.@Nullable Reader<Block> reader;
    private BulkFormat.@Nullable RecordIterator<Block> batch;
    private boolean noMore;

    WatchReader(SourceReaderContext context, WatchSpec spec) {
        this.context = context;
        this.spec = spec;
    }

    @Override
    public void start() {
        context.sendSourceEventToCoordinator(new WatchEvent.Holding(
                queue.stream().mapToLong(split -> split.file().number()).toArray()));
        finished.keySet().forEach(number -> context.sendSourceEventToCoordinator(new WatchEvent.Finished(number)));
        if (queue.isEmpty()) {
            context.sendSplitRequest();
        }
    }

    @Override
    public InputStatus pollNext(ReaderOutput<Block> output) throws Exception {
        Watermark watermark = watermarks.poll();
        if (watermark != null) {
            output.emitWatermark(watermark);
            return InputStatus.MORE_AVAILABLE;
        }
        if (current == null) {
            current = queue.poll();
            if (current == null) {
                return idle();
            }
            open(current);
        }
        RecordAndPosition<Block> next = next();
        if (next == null) {
            output.collect(Keys.file(current.file()));
            finish(current);
        } else {
            output.collect(next.getRecord());
            current = current.at(Math.toIntExact(Math.max(0, next.getOffset())), next.getRecordSkipCount());
        }
        return InputStatus.MORE_AVAILABLE;
    }

    private InputStatus idle() {
        if (noMore) {
            return InputStatus.END_OF_INPUT;
        }
        if (available.isDone()) {
            available = new CompletableFuture<>();
        }
        return InputStatus.NOTHING_AVAILABLE;
    }

    private void open(WatchSplit split) throws IOException {
        WatchedFile file = split.file();
        if (!file.taken() || file.rows() == 0) {
            return;
        }
        try (FlinkFile access = FlinkFile.open(file.path(), file.uri());
                ParquetCapture capture = ParquetCapture.open(access)) {
            if (access.length() != file.length() || capture.rows() != file.rows()) {
                throw UserError.of(
                        file.path(),
                        "the file was replaced before it had been read",
                        access.length() + " bytes, " + capture.rows() + " rows",
                        file.length() + " bytes, " + file.rows() + " rows",
                        "Write every file once, under a name of its own, or use --on-bad-file quarantine");
            }
            PlannedFile plan = PlannedFile.of(file.path(), file.uri(), access.length(), capture.rowGroups());
            reader = CaptureFormat.reader(
                    plan, CaptureKind.FLOWS, new WatchFolds(spec.detail(), file), split.rowGroup(), split.skip());
        } catch (UserError e) {
            // Reading again would find the same.
            throw new SuppressRestartsException(e);
        }
    }

    private @Nullable RecordAndPosition<Block> next() throws IOException {
        if (reader == null) {
            return null;
        }
        RecordAndPosition<Block> next = batch == null ? null : batch.next();
        while (next == null) {
            batch = reader.readBatch();
            if (batch == null) {
                return null;
            }
            next = batch.next();
        }
        return next;
    }

    private void finish(WatchSplit split) throws IOException {
        long number = split.file().number();
        finished.put(number, split.done());
        context.sendSourceEventToCoordinator(new WatchEvent.Finished(number));
        close();
        current = null;
        if (queue.isEmpty()) {
            context.sendSplitRequest();
        }
    }

    @Override
    public List<WatchSplit> snapshotState(long checkpoint) {
        List<WatchSplit> splits = new ArrayList<>(finished.values());
        if (current != null) {
            splits.add(current);
        }
        splits.addAll(queue);
        return splits;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return available;
    }

    @Override
    public void addSplits(List<WatchSplit> splits) {
        for (WatchSplit split : splits) {
            if (split.finished()) {
                finished.put(split.file().number(), split);
            } else {
                queue.add(split);
            }
        }
        available.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
        noMore = true;
        available.complete(null);
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        if (event instanceof WatchEvent.Known known) {
            finished.remove(known.number());
        } else if (event instanceof WatchEvent.Advance advance) {
            watermarks.add(new Watermark(advance.watermark()));
            available.complete(null);
        }
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
        }
        reader = null;
        batch = null;
    }
}
