package floodmark.app.output;

import floodmark.capture.RecordSink;
import floodmark.model.UserError;
import java.io.IOException;
import java.nio.file.Path;

/** A sink into a result's directory: what keeps it from being written, such as a full disk, is for the user to mend. */
public final class ResultSink<T> implements RecordSink<T> {
    private final Path target;
    private final RecordSink<T> sink;

    /**
     * Wraps a sink.
     *
     * @param target where the result shall be, for the message
     * @param sink what writes the file; its errors become {@link UserError}
     */
    public ResultSink(Path target, RecordSink<T> sink) {
        this.target = target;
        this.sink = sink;
    }

    @Override
    public void accept(T record) {
        try {
            sink.accept(record);
        } catch (IOException e) {
            throw ResultDirectory.unwritable(target, e);
        }
    }

    @Override
    public void abort() {
        try {
            sink.abort();
        } catch (IOException e) {
            throw ResultDirectory.unwritable(target, e);
        }
    }

    @Override
    public void close() {
        try {
            sink.close();
        } catch (IOException e) {
            throw ResultDirectory.unwritable(target, e);
        }
    }
}
