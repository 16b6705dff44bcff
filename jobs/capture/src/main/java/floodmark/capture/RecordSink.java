package floodmark.capture;

import java.io.IOException;

/** Takes records one by one; closing it makes the output complete. */
public interface RecordSink<T> extends AutoCloseable {
    void accept(T record) throws IOException;

    @Override
    void close() throws IOException;
}
