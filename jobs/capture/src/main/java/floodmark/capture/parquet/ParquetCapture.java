package floodmark.capture.parquet;

import floodmark.capture.CaptureKind;
import floodmark.capture.FlowBatch;
import floodmark.capture.RandomAccess;
import floodmark.capture.RowChoice;
import floodmark.model.UserError;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * A Parquet file of flows or counts: schema check on opening, then row groups in any order. Used by one thread; only one row
 * group is read at a time.
 *
 * <p>Pages are decoded here rather than by a library, for speed and so that a corrupt file cannot ask for more memory than
 * its bytes justify.
 */
public final class ParquetCapture implements Closeable {
    private final RandomAccess file;
    private final FileMetaData footer;
    private final CaptureSchema schema;
    private final CaptureKind kind;
    private final List<RowGroup> rowGroups;
    private final PageCodec codec = new PageCodec();
    private final Map<Integer, ColumnMemory> memory = new HashMap<>();

    private ParquetCapture(RandomAccess file, FileMetaData footer, CaptureSchema schema, List<RowGroup> rowGroups) {
        this.file = file;
        this.footer = footer;
        this.schema = schema;
        this.kind = schema.kind();
        this.rowGroups = rowGroups;
    }

    /**
     * Reads the footer and checks the schema; closing the capture closes the file.
     *
     * @throws UserError if this is no sound Parquet file or its columns are not a capture's; the file is then closed
     */
    public static ParquetCapture open(RandomAccess file) throws IOException {
        try {
            FileMetaData footer = Footer.read(file);
            SchemaColumn.Schema columns = SchemaColumn.schema(footer.getSchema());
            CaptureSchema schema = new CaptureSchema(file.name(), columns.columns());
            SchemaColumn time = checkTypes(schema);
            return new ParquetCapture(file, footer, schema, rowGroups(footer, columns.leaves(), time));
        } catch (CorruptFile e) {
            file.close();
            throw Footer.broken(file, String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** The column that orders the rows, once all columns are known to be good. */
    private static SchemaColumn checkTypes(CaptureSchema schema) {
        if (schema.kind() == CaptureKind.COUNTS) {
            CountColumns.find(schema);
            return schema.require(CountColumns.TIME);
        }
        FlowColumn.find(schema, new FlowBatch());
        return schema.require(FlowColumn.START.columnName());
    }

    private static List<RowGroup> rowGroups(FileMetaData footer, int leaves, SchemaColumn time) {
        List<RowGroup> groups = new ArrayList<>();
        long rows = 0;
        for (org.apache.parquet.format.RowGroup group : footer.getRow_groups()) {
            if (group.getColumnsSize() != leaves || group.getNum_rows() < 0) {
                throw new CorruptFile("a row group of " + group.getColumnsSize() + " columns and " + group.getNum_rows()
                        + " rows in a schema of " + leaves + " columns");
            }
            long start = Long.MAX_VALUE;
            long bytes = 0;
            for (ColumnChunk chunk : group.getColumns()) {
                ColumnMetaData data = chunk.getMeta_data();
                if (data != null) {
                    start = Math.min(start, ChunkPages.start(data));
                    bytes += data.getTotal_compressed_size();
                }
            }
            Statistics statistics = statistics(group.getColumns().get(time.leaf()));
            groups.add(new RowGroup(
                    groups.size(),
                    start,
                    bytes,
                    group.getNum_rows(),
                    statistics == null ? null : nanos(time, statistics.getMin_value(), statistics.getMin()),
                    statistics == null ? null : nanos(time, statistics.getMax_value(), statistics.getMax())));
            rows += group.getNum_rows();
        }
        if (rows != footer.getNum_rows()) {
            throw new CorruptFile(rows + " rows in row groups, " + footer.getNum_rows() + " in all");
        }
        return List.copyOf(groups);
    }

    private static @Nullable Statistics statistics(ColumnChunk chunk) {
        ColumnMetaData data = chunk.getMeta_data();
        return data == null || data.getType() != org.apache.parquet.format.Type.INT64 ? null : data.getStatistics();
    }

    private static @Nullable Long nanos(SchemaColumn time, byte @Nullable [] bound, byte @Nullable [] oldBound) {
        byte[] stored = bound == null ? oldBound : bound;
        if (stored == null || stored.length != Long.BYTES) {
            return null;
        }
        long[] value = {LittleEndian.int64(stored, 0)};
        IntegerMapping.time(time.nanosPerUnit()).mapNumbers(value, 0, 1);
        return value[0] == ValueMapping.BAD ? null : value[0];
    }

    /** What the rows are. */
    public CaptureKind kind() {
        return kind;
    }

    /** Rows of the file, rejected ones included. */
    public long rows() {
        return footer.getNum_rows();
    }

    public List<RowGroup> rowGroups() {
        return rowGroups;
    }

    /** Starts to read all columns of a row group of flows into the batch, whose addresses are cleared. */
    public FlowRowGroup flows(int rowGroup, FlowBatch batch) throws IOException {
        return flows(rowGroup, batch, FlowBatch.Columns.ALL);
    }

    /**
     * Starts to read a row group of flows into the batch, whose addresses are cleared. Rows are rejected for what is wrong in any column:
     * one that is not made use of is left out only where the footer's statistics say that it holds no null and nothing out of bounds.
     */
    public FlowRowGroup flows(int rowGroup, FlowBatch batch, FlowBatch.Columns columns) throws IOException {
        return flows(rowGroup, batch, columns, null);
    }

    /**
     * The same for some of the rows.
     *
     * @param choice which of the good rows come into the batch; null for all
     */
    public FlowRowGroup flows(int rowGroup, FlowBatch batch, FlowBatch.Columns columns, @Nullable RowChoice choice)
            throws IOException {
        if (kind != CaptureKind.FLOWS) {
            throw new IllegalStateException(file.name() + " holds counts");
        }
        batch.addresses.clear();
        batch.sources.clear();
        batch.size = 0;
        RowGroupSource source = source(rowGroup);
        return new FlowRowGroup(source, FlowColumn.find(schema, batch), batch, columns, choice);
    }

    /** Starts to read a row group of counts. */
    public CountRowGroup counts(int rowGroup) throws IOException {
        if (kind != CaptureKind.COUNTS) {
            throw new IllegalStateException(file.name() + " holds flows");
        }
        return new CountRowGroup(source(rowGroup), CountColumns.find(schema));
    }

    private RowGroupSource source(int rowGroup) {
        return new RowGroupSource(file, footer.getRow_groups().get(rowGroup), rowGroup, codec, memory);
    }

    @Override
    public void close() throws IOException {
        codec.close();
        file.close();
    }
}
