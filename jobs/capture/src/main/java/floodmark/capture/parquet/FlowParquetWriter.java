package floodmark.capture.parquet;

import floodmark.capture.FlowRecord;
import floodmark.capture.RecordSink;
import java.io.IOException;
import java.nio.file.Path;

/** Writes a capture; the file appears under its name when the writer is closed. */
public final class FlowParquetWriter implements RecordSink<FlowRecord> {
    /** Starts to write; an existing file is replaced on close. */
    public static FlowParquetWriter create(Path file) throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void accept(FlowRecord record) throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void abort() throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() throws IOException {
        throw new UnsupportedOperationException();
    }
}
