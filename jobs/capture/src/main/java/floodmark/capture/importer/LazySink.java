package floodmark.capture.importer;

import floodmark.capture.RecordSink;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Opens a sink with the first record, so that an input without any leaves no output. */
final class LazySink<T> implements RecordSink<T> {
    /** Opens the sink. */
    interface Opener<T> {
        RecordSink<T> open() throws IOException;
    }

    private final Opener<T> opener;
    private @Nullable RecordSink<T> sink;

    LazySink(Opener<T> opener) {
        this.opener = opener;
    }

    @Override
    public void accept(T record) throws IOException {
        RecordSink<T> open = sink;
        if (open == null) {
            open = opener.open();
            sink = open;
        }
        open.accept(record);
    }

    @Override
    public void abort() throws IOException {
        if (sink != null) {
            sink.abort();
        }
    }

    @Override
    public void close() throws IOException {
        if (sink != null) {
            sink.close();
        }
    }
}
