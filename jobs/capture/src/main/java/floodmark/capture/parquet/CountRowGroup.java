package floodmark.capture.parquet;

import floodmark.capture.CountRecord;
import floodmark.capture.RejectReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The counts of one row group; storage failures come as {@link UncheckedIOException}. */
public final class CountRowGroup implements Iterator<CountRecord> {
    private static final int BATCH = 1024;

    private final RowGroupSource source;
    private final Field time;
    private final Field seconds;
    private final Field destination;
    private final Field metric;
    private final @Nullable Field direction;
    private final Field value;
    private final LabelMapping destinations;
    private final LabelMapping metrics;
    private final Rejections rejections = new Rejections();
    private final RowFilter filter = new RowFilter(BATCH);
    private long rowsLeft;
    private int rows;
    private int at;

    /** A column, and its values in the current batch. */
    private static final class Field {
        final ColumnReader reader;
        final long[] values = new long[BATCH];

        Field(ColumnReader reader) {
            this.reader = reader;
        }

        void read(int count) throws IOException {
            reader.read(values, count);
        }
    }

    CountRowGroup(RowGroupSource source, CountColumns columns) throws IOException {
        this.source = source;
        this.rowsLeft = source.rows();
        this.time = field(columns.time());
        this.seconds = field(columns.seconds());
        this.destination = field(columns.destination());
        this.metric = field(columns.metric());
        this.direction = columns.direction() == null ? null : field(columns.direction());
        this.value = field(columns.value());
        this.destinations = (LabelMapping) columns.destination().mapping();
        this.metrics = (LabelMapping) columns.metric().mapping();
    }

    private Field field(FlowColumn.Bound bound) throws IOException {
        return new Field(source.guard(() -> source.open(bound.column(), bound.mapping())));
    }

    @Override
    public boolean hasNext() {
        while (true) {
            while (at < rows && !filter.good(at)) {
                at++;
            }
            if (at < rows) {
                return true;
            }
            if (rowsLeft == 0) {
                return false;
            }
            rows = (int) Math.min(rowsLeft, BATCH);
            rowsLeft -= rows;
            at = 0;
            try {
                source.guard(this::fill);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private int fill() throws IOException {
        filter.reset(rows);
        time.read(rows);
        filter.check(time.values, RejectReason.TIME_OUT_OF_RANGE);
        seconds.read(rows);
        filter.check(seconds.values, RejectReason.TIME_OUT_OF_RANGE);
        destination.read(rows);
        filter.check(destination.values, RejectReason.BAD_LABEL);
        metric.read(rows);
        filter.check(metric.values, RejectReason.BAD_LABEL);
        if (direction != null) {
            direction.read(rows);
            for (int i = 0; i < rows; i++) {
                direction.values[i] = direction.values[i] == ValueMapping.NULL ? 0 : direction.values[i];
            }
            filter.check(direction.values, RejectReason.BAD_DIRECTION);
        }
        value.read(rows);
        filter.check(value.values, RejectReason.BAD_COUNT);
        return filter.count(rejections);
    }

    @Override
    public CountRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        CountRecord row = new CountRecord(
                time.values[at],
                (int) seconds.values[at],
                destinations.label(destination.values[at]),
                metrics.label(metric.values[at]),
                direction == null ? 0 : (int) direction.values[at],
                Double.longBitsToDouble(value.values[at]));
        at++;
        return row;
    }

    /** Rows rejected so far: reason id to rows, in order of the reasons; reasons without rows are left out. */
    public Map<String, Long> rejected() {
        return rejections.byReason();
    }
}
