package floodmark.capture.parquet;

import floodmark.capture.FlowBatch;
import floodmark.capture.RowChoice;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The flows of one row group, batch by batch. */
public final class FlowRowGroup {
    /** Where more than one of so many rows is chosen, all are read: a step to the next costs about as much as several rows. Not tuned. */
    private static final int DENSE = 8;

    private final RowGroupSource source;
    private final FlowBatch batch;
    private final @Nullable RowChoice choice;
    private final Map<FlowColumn, ColumnReader> readers = new EnumMap<>(FlowColumn.class);
    /** Columns that are neither made use of nor needed to tell which rows are good. */
    private final Set<FlowColumn> leftOut = EnumSet.noneOf(FlowColumn.class);
    /** Columns that are read for chosen rows alone: the footer's statistics say that they reject none. */
    private final Set<FlowColumn> late = EnumSet.noneOf(FlowColumn.class);

    private final long[] scratch = new long[FlowBatch.CAPACITY];
    private final Rejections rejections = new Rejections();
    private final RowFilter filter = new RowFilter(FlowBatch.CAPACITY);
    /** Rows of the batch that were chosen. */
    private final int[] chosen;

    private long rowsLeft;
    private long passedOver;

    FlowRowGroup(
            RowGroupSource source,
            Map<FlowColumn, FlowColumn.Bound> columns,
            FlowBatch batch,
            FlowBatch.Columns wanted,
            @Nullable RowChoice choice)
            throws IOException {
        this.source = source;
        this.batch = batch;
        this.choice = choice;
        this.chosen = new int[choice == null ? 0 : FlowBatch.CAPACITY];
        this.rowsLeft = source.rows();
        for (Map.Entry<FlowColumn, FlowColumn.Bound> entry : columns.entrySet()) {
            FlowColumn column = entry.getKey();
            FlowColumn.Bound bound = entry.getValue();
            boolean allGood = (!column.in(wanted) || (choice != null && !column.tellsChoice()))
                    && source.allGood(bound.column(), bound.mapping());
            if (allGood && !column.in(wanted)) {
                leftOut.add(column);
            } else {
                if (allGood) {
                    late.add(column);
                }
                readers.put(column, source.guard(() -> source.open(bound.column(), bound.mapping())));
            }
        }
    }

    /**
     * Fills the batch with the next rows, at most {@link FlowBatch#CAPACITY}; rejected rows, and those that were not chosen, are left out.
     *
     * @return false if there are no more rows; the batch is then empty
     * @throws floodmark.model.UserError if the file is corrupt
     */
    public boolean next() throws IOException {
        batch.size = 0;
        while (batch.size == 0 && rowsLeft > 0) {
            int rows = (int) Math.min(rowsLeft, FlowBatch.CAPACITY);
            rowsLeft -= rows;
            batch.size = source.guard(() -> fill(rows));
        }
        return batch.size > 0;
    }

    /** Rows rejected so far: reason id to rows, in order of the reasons; reasons without rows are left out. */
    public Map<String, Long> rejected() {
        return rejections.byReason();
    }

    /** Good rows so far that were not chosen. */
    public long passedOver() {
        return passedOver;
    }

    private int fill(int rows) throws IOException {
        filter.reset(rows);
        for (FlowColumn column : FlowColumn.values()) {
            if (leftOut.contains(column) || late.contains(column)) {
                continue;
            }
            ColumnReader reader = readers.get(column);
            long[] longs = column.longs(batch);
            if (reader == null) {
                Arrays.fill(column.ints(batch), 0, rows, column.absent());
            } else if (longs != null) {
                reader.read(longs, rows);
                filter.check(longs, column.reason());
            } else {
                reader.read(scratch, rows);
                if (!column.required()) {
                    replaceNulls(rows, column.absent());
                }
                filter.check(scratch, column.reason());
                narrow(column.ints(batch), rows);
            }
        }
        int kept = filter.count(rejections);
        if (choice != null) {
            return choose(choice, rows, kept);
        }
        if (kept < rows) {
            for (FlowColumn column : FlowColumn.values()) {
                long[] longs = column.longs(batch);
                if (longs != null) {
                    filter.compact(longs);
                } else {
                    filter.compact(column.ints(batch));
                }
            }
        }
        return kept;
    }

    /** Closes the gaps between chosen rows, and reads what comes late for them. */
    private int choose(RowChoice rule, int rows, int good) throws IOException {
        filter.numbers(chosen);
        int count = rule.choose(batch, chosen, good);
        passedOver += good - count;
        for (FlowColumn column : FlowColumn.values()) {
            long[] longs = column.longs(batch);
            ColumnReader reader = readers.get(column);
            if (leftOut.contains(column)) {
                continue;
            }
            if (reader == null || !late.contains(column)) {
                if (longs != null) {
                    gather(longs, count);
                } else {
                    gather(column.ints(batch), count);
                }
                continue;
            }
            long[] target = longs == null ? scratch : longs;
            pick(reader, target, rows, count);
            checkVouched(column, target, count);
            if (longs == null) {
                narrow(column.ints(batch), count);
            }
        }
        return count;
    }

    /** Few rows are looked up one by one, many taken from all. */
    private void pick(ColumnReader reader, long[] out, int rows, int count) throws IOException {
        if (count > rows / DENSE) {
            reader.read(out, rows);
            gather(out, count);
            return;
        }
        int at = 0;
        for (int i = 0; i < count; i++) {
            reader.skip(chosen[i] - at);
            reader.read(out, i, 1);
            at = chosen[i] + 1;
        }
        reader.skip(rows - at);
    }

    private static void checkVouched(FlowColumn column, long[] values, int count) {
        for (int i = 0; i < count; i++) {
            if (values[i] <= ValueMapping.NULL) {
                throw new CorruptFile("a " + column.columnName() + " that the footer's statistics rule out");
            }
        }
    }

    private void gather(long[] values, int count) {
        for (int i = 0; i < count; i++) {
            values[i] = values[chosen[i]];
        }
    }

    private void gather(int[] values, int count) {
        for (int i = 0; i < count; i++) {
            values[i] = values[chosen[i]];
        }
    }

    private void replaceNulls(int rows, int value) {
        for (int i = 0; i < rows; i++) {
            scratch[i] = scratch[i] == ValueMapping.NULL ? value : scratch[i];
        }
    }

    private void narrow(int[] out, int rows) {
        for (int i = 0; i < rows; i++) {
            out[i] = (int) scratch[i];
        }
    }
}
