package floodmark.pipeline;

import floodmark.capture.CaptureKind;
import floodmark.model.DestinationSeries;
import floodmark.model.UserError;
import floodmark.model.Window;
import floodmark.pipeline.ScreeningResult.Family;
import floodmark.pipeline.cell.Budget;
import floodmark.pipeline.cell.ByteSource;
import floodmark.pipeline.cell.CellBlock;
import floodmark.pipeline.cell.ClosedBins;
import floodmark.pipeline.cell.CountFold;
import floodmark.pipeline.cell.FlowFold;
import floodmark.pipeline.cell.Kind;
import floodmark.pipeline.cell.LedgerFold;
import floodmark.pipeline.cell.ScreeningFold;
import floodmark.pipeline.source.Folds;
import floodmark.stats.PooledTail;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The first pass: what every destination of the captures looked like. */
public final class Screening {
    private static final long MILLI = 1_000_000L;
    private static final long DAY = 86_400_000L * MILLI;

    private Screening() {}

    /** Makes the folds of the first pass. */
    record ScreeningFolds(long binNanos, Budget budget) implements Folds {
        @Override
        public FlowFold flows(ClosedBins closed) {
            return new ScreeningFold(binNanos, closed, budget);
        }

        @Override
        public CountFold counts() {
            return new CountFold(destination -> true);
        }
    }

    /**
     * Runs the first pass.
     *
     * @param files of one kind, at least one row in all
     * @param binNanos bin length, whole milliseconds from 1 ms to 1 day; counts keep their own interval
     * @param baseline windows of the baseline; may be empty
     * @throws UserError if the bin length or a file is not as it must be
     */
    public static ScreeningResult run(List<CaptureFile> files, long binNanos, List<Window> baseline, Engine engine) {
        return run(files, binNanos, baseline, engine, Budget.DEFAULT);
    }

    static ScreeningResult run(
            List<CaptureFile> files, long binNanos, List<Window> baseline, Engine engine, Budget budget) {
        checkBin(binNanos);
        CaptureKind kind = files.get(0).kind();
        Window span = Plans.span(files);
        long firstBin = Math.floorDiv(span.startNanos(), binNanos);
        long lastBin = Math.floorDiv(span.endNanos() - 1, binNanos);
        BlockMerger merger = kind == CaptureKind.FLOWS
                ? new FlowScreener(binNanos, firstBin, lastBin, BinRanges.of(baseline, binNanos, firstBin, lastBin))
                : new CountScreener(baseline);
        Gathering gathering = new Gathering(kind, binNanos);
        CaptureJob.run(
                "screening",
                Plans.of(files),
                kind,
                new ScreeningFolds(binNanos, budget),
                merger,
                engine,
                gathering::take);
        files.forEach(file -> file.digest().begin());
        return gathering.result();
    }

    /** Refuses a bin length that is out of range. */
    public static void checkBin(long binNanos) {
        if (binNanos < MILLI || binNanos > DAY || binNanos % MILLI != 0) {
            throw UserError.of(
                    "bin",
                    "bin length out of range",
                    binNanos + " ns",
                    "whole milliseconds from 1 ms to 1 day",
                    "Choose another bin length");
        }
    }

    /** Takes results as they come, in any order. */
    static final class Gathering {
        private final CaptureKind kind;
        private final long binNanos;
        private final DestinationScreens.Builder destinations = new DestinationScreens.Builder();
        private final Map<Family, PooledTail.Pool> pools = new HashMap<>();
        private final LedgerFold ledger = new LedgerFold();
        /** All keys but those of destinations, which are compared when they are sorted. */
        private final Set<String> others = new HashSet<>();

        private DestinationSeries total;

        Gathering(CaptureKind kind, long binNanos) {
            this.kind = kind;
            this.binNanos = binNanos;
            total = series("*", "", binNanos, new CellBlock(ScreeningFold.COLUMNS, 0, 0));
        }

        /** @throws IllegalStateException if a key came twice */
        void take(String key, byte[] bytes) {
            Kind about = Kind.of(key);
            if (about != Kind.SERIES && !others.add(key)) {
                throw new IllegalStateException(key + " came twice");
            }
            switch (about) {
                case SERIES -> destination(Kind.rest(key), new ByteSource(bytes));
                case TOTAL -> total = total(bytes, binNanos);
                case LEDGER -> ledger.merge(bytes);
                default -> throw new IllegalStateException("screening sent " + key);
            }
        }

        private void destination(String destination, ByteSource in) {
            if (kind == CaptureKind.COUNTS) {
                ledger.count("corrected", "captures", "counts.duplicate-key", in.varint());
                ledger.count("skipped", "captures", "counts.other-interval", in.varint());
            }
            Screened screened = Screened.decode(destination, in);
            destinations.add(screened.screen());
            for (int i = 0; i < screened.tallies().size(); i++) {
                pools.computeIfAbsent(Family.of(screened.screen().metrics().get(i)), family -> new PooledTail.Pool())
                        .add(screened.tallies().get(i));
            }
        }

        /** @throws IllegalStateException if a destination came twice */
        ScreeningResult result() {
            return new ScreeningResult(destinations.build(), pools, total, ledger.entries());
        }
    }

    /** All traffic as a series, from a block of the key {@link Kind#TOTAL}. */
    public static DestinationSeries total(byte[] block, long binNanos) {
        return series("*", "", binNanos, CellBlock.decode(block));
    }

    /** Cells of bytes, packets and flows as a series. */
    private static DestinationSeries series(String destination, String service, long binNanos, CellBlock cells) {
        int n = cells.size();
        long[] bins = new long[n];
        long[][] sums = new long[ScreeningFold.COLUMNS][n];
        boolean[] exact = new boolean[n];
        Arrays.fill(exact, true);
        for (int cell = 0; cell < n; cell++) {
            bins[cell] = cells.bin(cell);
            for (int column = 0; column < sums.length; column++) {
                sums[column][cell] = cells.sum(cell, column);
            }
        }
        return new DestinationSeries(
                destination,
                service,
                binNanos,
                bins,
                sums[ScreeningFold.BYTES],
                sums[ScreeningFold.PACKETS],
                sums[ScreeningFold.FLOWS],
                new long[n],
                new long[n],
                exact,
                new long[n],
                new long[n],
                new long[n]);
    }
}
