package floodmark.app.calibrate;

import floodmark.app.output.ResultDirectory;
import floodmark.capture.parquet.ParquetTable;
import floodmark.evidence.Schemas;
import floodmark.pipeline.Progress;
import floodmark.stats.calibration.EffectFree;
import floodmark.stats.calibration.Experiments;
import floodmark.stats.calibration.FalseAlarms;
import floodmark.stats.calibration.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Writes the first series of every family for other programs: the very same that the tests are put to. */
public final class SeriesExport {
    private SeriesExport() {}

    /**
     * Writes them.
     *
     * @param plan how many series of each family, at how many bins a day
     */
    public static void write(Path file, Plan plan, Progress progress) {
        Iterator<@Nullable Object[]> each = new Rows(plan, progress);
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            ParquetTable.write(Schemas.EFFECT_FREE_SERIES, () -> each, file);
        } catch (IOException e) {
            throw ResultDirectory.unwritable(file, e);
        }
    }

    /** Row by row: all of them would not fit into memory. */
    private static final class Rows implements Iterator<@Nullable Object[]> {
        private final List<EffectFree> families = Arrays.stream(EffectFree.values())
                .sorted(Comparator.comparing(FalseAlarms::name))
                .toList();
        private final Plan plan;
        private final Progress progress;
        private FalseAlarms source;
        private double[] series = new double[0];
        private int family;
        private int replicate = -1;
        private int bin;

        Rows(Plan plan, Progress progress) {
            this.plan = plan;
            this.progress = progress;
            this.source = Experiments.source(families.get(0), plan);
        }

        @Override
        public boolean hasNext() {
            return family < families.size() - 1 || replicate < plan.replicates() - 1 || bin < series.length;
        }

        @Override
        public @Nullable Object[] next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            if (bin == series.length) {
                bin = 0;
                if (++replicate == plan.replicates()) {
                    replicate = 0;
                    source = Experiments.source(families.get(++family), plan);
                }
                series = source.subject(replicate);
                long done = (long) family * plan.replicates() + replicate + 1;
                progress.update("export", done, (long) families.size() * plan.replicates());
            }
            String name = FalseAlarms.name(families.get(family));
            return new @Nullable Object[] {name, replicate, bin, plan.binsPerDay(), series[bin++]};
        }
    }
}
