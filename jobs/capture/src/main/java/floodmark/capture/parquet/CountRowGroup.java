package floodmark.capture.parquet;

import floodmark.capture.CountRecord;
import java.util.Iterator;
import java.util.Map;

/** The counts of one row group; storage failures come as {@link java.io.UncheckedIOException}. */
public final class CountRowGroup implements Iterator<CountRecord> {
    @Override
    public boolean hasNext() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CountRecord next() {
        throw new UnsupportedOperationException();
    }

    /** Rows rejected so far: reason id to rows, in order of the reasons. */
    public Map<String, Long> rejected() {
        throw new UnsupportedOperationException();
    }
}
