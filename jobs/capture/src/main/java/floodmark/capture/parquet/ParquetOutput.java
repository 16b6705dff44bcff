package floodmark.capture.parquet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * A Parquet file in the making: Zstandard, statistics, checksums, row groups of bounded size. It is written under a hidden
 * name, which readers of a directory pass over, and gets its own name when it is complete. The same rows give the same bytes.
 */
final class ParquetOutput<T> {
    /** Most rows of a row group: what a reader can share out among threads. */
    static final int ROW_GROUP_ROWS = 1_000_000;

    private static final long ROW_GROUP_BYTES = 48L << 20;
    private static final int DICTIONARY_BYTES = 8 << 20;

    private final Path file;
    private final Path temporary;
    private final ParquetWriter<T> writer;
    private boolean open = true;

    private ParquetOutput(Path file, Path temporary, ParquetWriter<T> writer) {
        this.file = file;
        this.temporary = temporary;
        this.writer = writer;
    }

    /**
     * Starts a file.
     *
     * @param fields writes the fields of one record
     */
    static <T> ParquetOutput<T> create(Path file, MessageType schema, BiConsumer<RecordConsumer, T> fields)
            throws IOException {
        Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
        Builder<T> builder = new Builder<>(new LocalOutputFile(temporary), new Support<>(schema, fields));
        for (ColumnDescriptor column : schema.getColumns()) {
            if (column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.DOUBLE) {
                // Measured values hardly repeat: a dictionary of them would be built, given up, and written after all.
                builder.withDictionaryEncoding(column.getPath()[0], false);
            }
        }
        ParquetWriter<T> writer = builder.withConf(new PlainParquetConfiguration())
                .withCodecFactory(new ZstdCodec())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .withRowGroupRowCountLimit(ROW_GROUP_ROWS)
                .withDictionaryPageSize(DICTIONARY_BYTES)
                .build();
        return new ParquetOutput<>(file, temporary, writer);
    }

    void write(T row) throws IOException {
        writer.write(row);
    }

    /** Completes the file; does nothing the second time. */
    void close() throws IOException {
        if (open) {
            open = false;
            try {
                writer.close();
                Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
        }
    }

    /** Drops the file. */
    void abort() throws IOException {
        if (open) {
            open = false;
            try {
                writer.close();
            } finally {
                Files.deleteIfExists(temporary);
            }
        }
    }

    private static final class Builder<T> extends ParquetWriter.Builder<T, Builder<T>> {
        private final Support<T> support;

        Builder(OutputFile file, Support<T> support) {
            super(file);
            this.support = support;
        }

        @Override
        protected Builder<T> self() {
            return this;
        }

        /** Never called, since the configuration is not Hadoop's, but abstract. */
        @Override
        @SuppressWarnings("deprecation")
        protected WriteSupport<T> getWriteSupport(Configuration configuration) {
            return support;
        }

        @Override
        protected WriteSupport<T> getWriteSupport(ParquetConfiguration configuration) {
            return support;
        }
    }

    private static final class Support<T> extends WriteSupport<T> {
        private final MessageType schema;
        private final BiConsumer<RecordConsumer, T> fields;
        private final RecordConsumer[] consumer = new RecordConsumer[1];

        Support(MessageType schema, BiConsumer<RecordConsumer, T> fields) {
            this.schema = schema;
            this.fields = fields;
        }

        /** Never called, since the configuration is not Hadoop's, but abstract. */
        @Override
        @SuppressWarnings("deprecation")
        public WriteContext init(Configuration configuration) {
            return new WriteContext(schema, Map.of());
        }

        @Override
        public WriteContext init(ParquetConfiguration configuration) {
            return new WriteContext(schema, Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer target) {
            consumer[0] = target;
        }

        @Override
        public void write(T row) {
            consumer[0].startMessage();
            fields.accept(consumer[0], row);
            consumer[0].endMessage();
        }
    }
}
