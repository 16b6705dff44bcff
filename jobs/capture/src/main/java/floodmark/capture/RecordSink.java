package floodmark.capture;

import java.io.IOException;

/** Takes records one by one; closing it makes the output complete, aborting it leaves none. */
public interface RecordSink<T> extends AutoCloseable {
    void accept(T record) throws IOException;

    /** Drops what was written; a later {@link #close()} does nothing. */
    default void abort() throws IOException {
        close();
    }

    @Override
    void close() throws IOException;
}
