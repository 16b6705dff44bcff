package floodmark.capture.parquet;

import floodmark.capture.CountRecord;
import floodmark.capture.RecordSink;
import java.io.IOException;
import java.nio.file.Path;

/** Writes a capture; the file appears under its name when the writer is closed. */
public final class CountsParquetWriter implements RecordSink<CountRecord> {
    /** Starts to write; an existing file is replaced on close. */
    public static CountsParquetWriter create(Path file) throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void accept(CountRecord record) throws IOException {
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
