package floodmark.capture.parquet;

import floodmark.capture.CaptureKind;
import floodmark.capture.FlowBatch;
import floodmark.capture.RandomAccess;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A Parquet file of flows or counts: schema check on opening, then row groups in any order. */
public final class ParquetCapture implements Closeable {
    private final RandomAccess file;

    private ParquetCapture(RandomAccess file) {
        this.file = file;
    }

    /**
     * Reads the footer and checks the schema; closing the capture closes the file.
     *
     * @throws floodmark.model.UserError if this is no sound Parquet file or its columns are not a capture's
     */
    public static ParquetCapture open(RandomAccess file) throws IOException {
        return new ParquetCapture(file);
    }

    /** What the rows are. */
    public CaptureKind kind() {
        throw new UnsupportedOperationException();
    }

    /** Rows of the file, rejected ones included. */
    public long rows() {
        throw new UnsupportedOperationException();
    }

    public List<RowGroup> rowGroups() {
        throw new UnsupportedOperationException();
    }

    /** Starts to read a row group of flows into the batch, whose addresses are cleared. */
    public FlowRowGroup flows(int rowGroup, FlowBatch batch) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Starts to read a row group of counts. */
    public CountRowGroup counts(int rowGroup) throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
