package floodmark.bench;

import floodmark.capture.CaptureKind;
import floodmark.capture.FlowBatch;
import floodmark.capture.parquet.FlowRowGroup;
import floodmark.capture.parquet.ParquetCapture;
import floodmark.pipeline.cell.Block;
import floodmark.pipeline.cell.Budget;
import floodmark.pipeline.cell.ClosedBins;
import floodmark.pipeline.cell.CountFold;
import floodmark.pipeline.cell.FlowFold;
import floodmark.pipeline.cell.ScreeningFold;
import floodmark.pipeline.source.CaptureFormat;
import floodmark.pipeline.source.CapturePlan.PlannedFile;
import floodmark.pipeline.source.FlinkFile;
import floodmark.pipeline.source.Folds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.RecordAndPosition;

/**
 * Rows a second once everything is warm: decoding what the first pass needs, which is the scan limit, and the first pass's own reader, which
 * also adds up cells with exact senders and makes blocks of them. Threads take the next file when they are done with one, as the readers
 * of a job take the next split; of each round counts the time until the last thread is done. A file's plan knows no other file: where flows
 * are sorted by time, that is as in a job but for the bins at its ends.
 */
public final class SteadyState {
    private static final long MINUTE = 60_000_000_000L;
    /** Rounds that are shown, and that must be as good as equal. */
    private static final int STEADY = 5;
    /** Largest and least time of the last rounds. */
    private static final double EQUAL = 1.1;

    private static final int FEWEST = 8;
    private static final int MOST = 30;

    private SteadyState() {}

    private interface Reading {
        /** Reads a file and returns what keeps the compiler from leaving work out. */
        long read(PlannedFile file) throws IOException;
    }

    private record ExactSenders(long binNanos) implements Folds {
        @Override
        public FlowFold flows(ClosedBins closed) {
            return new ScreeningFold(binNanos, closed, Budget.DEFAULT);
        }

        @Override
        public CountFold counts() {
            throw new UnsupportedOperationException("captures of counts are not measured");
        }
    }

    /** Arguments: the capture's directory, threads; the launcher adds some. */
    public static void main(String[] args) throws Exception {
        List<PlannedFile> files = new ArrayList<>();
        try (Stream<Path> found = Files.list(Path.of(args[0]))) {
            for (Path path : found.filter(p -> p.toString().endsWith(".parquet"))
                    .sorted()
                    .toList()) {
                files.add(plan(path));
            }
        }
        long rows = files.stream().mapToLong(f -> Arrays.stream(f.rows()).sum()).sum();
        int threads = Integer.parseInt(args[1]);
        List<Double> limit = new ArrayList<>();
        List<Double> senders = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            do {
                limit.add(rows / seconds(pool, threads, files, SteadyState::decode));
                senders.add(rows / seconds(pool, threads, files, SteadyState::fold));
                int round = limit.size() - 1;
                System.err.printf(
                        Locale.ROOT,
                        "%d: %.1f and %.1f million rows a second%n",
                        round + 1,
                        limit.get(round) / 1e6,
                        senders.get(round) / 1e6);
            } while (limit.size() < FEWEST || limit.size() < MOST && !(steady(limit) && steady(senders)));
        } finally {
            pool.shutdown();
        }
        if (!(steady(limit) && steady(senders))) {
            System.out.printf(Locale.ROOT, "Not steady within %.2f after %d rounds.%n%n", EQUAL, MOST);
        }
        double[] ratio = new double[STEADY];
        for (int i = 0; i < STEADY; i++) {
            ratio[i] = last(senders)[i] / last(limit)[i];
        }
        System.out.printf(
                Locale.ROOT,
                "%,d rows in %d files, %d threads, last %d of %d rounds, median (range)%n%n"
                        + "| what | million rows a second | of the scan limit |%n|---|---|---|%n"
                        + "| scan limit: decoding what the first pass needs | %s | |%n"
                        + "| the first pass's reader, exact senders, blocks | %s | %s |%n",
                rows,
                files.size(),
                threads,
                STEADY,
                limit.size(),
                spread(last(limit), 1e6, 1),
                spread(last(senders), 1e6, 1),
                spread(ratio, 1, 2));
    }

    private static PlannedFile plan(Path path) throws IOException {
        String uri = path.toUri().toString();
        try (FlinkFile access = FlinkFile.open(path.toString(), uri);
                ParquetCapture capture = ParquetCapture.open(access)) {
            return PlannedFile.of(path.toString(), uri, access.length(), capture.rowGroups());
        }
    }

    private static double seconds(ExecutorService pool, int threads, List<PlannedFile> files, Reading reading)
            throws InterruptedException, ExecutionException {
        AtomicInteger next = new AtomicInteger();
        List<Future<Long>> done = new ArrayList<>();
        long begin = System.nanoTime();
        for (int t = 0; t < threads; t++) {
            done.add(pool.submit(() -> {
                long kept = 0;
                for (int file = next.getAndIncrement(); file < files.size(); file = next.getAndIncrement()) {
                    kept += reading.read(files.get(file));
                }
                return kept;
            }));
        }
        long kept = 0;
        for (Future<Long> one : done) {
            kept += one.get();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (kept == 0) {
            throw new IllegalStateException("nothing was read");
        }
        return seconds;
    }

    private static long decode(PlannedFile file) throws IOException {
        long rows = 0;
        try (ParquetCapture capture = ParquetCapture.open(FlinkFile.open(file.path(), file.uri()))) {
            FlowBatch batch = new FlowBatch();
            for (int group = 0; group < file.rowGroups(); group++) {
                FlowRowGroup reading = capture.flows(group, batch, FlowBatch.Columns.VOLUMES);
                while (reading.next()) {
                    rows += batch.size;
                }
            }
        }
        return rows;
    }

    private static long fold(PlannedFile file) throws IOException {
        long bytes = 0;
        try (BulkFormat.Reader<Block> reader =
                CaptureFormat.reader(file, CaptureKind.FLOWS, new ExactSenders(MINUTE), 0, 0)) {
            for (var batch = reader.readBatch(); batch != null; batch = reader.readBatch()) {
                for (RecordAndPosition<Block> block = batch.next(); block != null; block = batch.next()) {
                    bytes += block.getRecord().bytes().length;
                }
                batch.releaseBatch();
            }
        }
        return bytes;
    }

    private static double[] last(List<Double> values) {
        return values.subList(values.size() - STEADY, values.size()).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    private static boolean steady(List<Double> rates) {
        double[] last = last(rates);
        Arrays.sort(last);
        return last[STEADY - 1] <= EQUAL * last[0];
    }

    private static String spread(double[] values, double unit, int digits) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        String number = "%." + digits + "f";
        return String.format(
                Locale.ROOT,
                number + " (" + number + " to " + number + ")",
                sorted[STEADY / 2] / unit,
                sorted[0] / unit,
                sorted[STEADY - 1] / unit);
    }
}
