package floodmark.capture.parquet;

import floodmark.capture.FlowBatch;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The flows of one row group, batch by batch. */
public final class FlowRowGroup {
    private final RowGroupSource source;
    private final FlowBatch batch;
    private final Map<FlowColumn, ColumnReader> readers = new EnumMap<>(FlowColumn.class);
    /** Columns that are neither made use of nor needed to tell which rows are good. */
    private final Set<FlowColumn> leftOut = EnumSet.noneOf(FlowColumn.class);

    private final long[] scratch = new long[FlowBatch.CAPACITY];
    private final Rejections rejections = new Rejections();
    private final RowFilter filter = new RowFilter(FlowBatch.CAPACITY);
    private long rowsLeft;

    FlowRowGroup(
            RowGroupSource source, Map<FlowColumn, FlowColumn.Bound> columns, FlowBatch batch, FlowBatch.Columns wanted)
            throws IOException {
        this.source = source;
        this.batch = batch;
        this.rowsLeft = source.rows();
        for (Map.Entry<FlowColumn, FlowColumn.Bound> entry : columns.entrySet()) {
            FlowColumn column = entry.getKey();
            FlowColumn.Bound bound = entry.getValue();
            if (!column.in(wanted) && source.allGood(bound.column(), bound.mapping())) {
                leftOut.add(column);
            } else {
                readers.put(column, source.guard(() -> source.open(bound.column(), bound.mapping())));
            }
        }
    }

    /**
     * Fills the batch with the next rows, at most {@link FlowBatch#CAPACITY}; rejected rows are left out.
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

    private int fill(int rows) throws IOException {
        filter.reset(rows);
        for (FlowColumn column : FlowColumn.values()) {
            if (leftOut.contains(column)) {
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
