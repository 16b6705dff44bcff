package floodmark.capture.parquet;

import floodmark.capture.FlowRecord;
import floodmark.model.Address;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** Writes flows in any of the forms that the contract lets a capture have. */
final class VariantWriter {
    /** How addresses are stored. */
    enum AddressForm {
        TEXT,
        BYTES_TEXT,
        BYTES_BINARY,
        FIXED16,
        UINT32
    }

    /** How pages are encoded. */
    enum Pages {
        DICTIONARY,
        MIXED,
        PLAIN,
        SPLIT
    }

    /**
     * @param nulls rows whose fields are all null
     */
    record Form(
            TimeUnit unit,
            AddressForm addresses,
            boolean wide,
            boolean unsigned,
            Pages pages,
            WriterVersion version,
            CompressionCodecName codec,
            boolean zstdStream,
            boolean optional,
            int rowGroupRows,
            IntPredicate nulls) {}

    private final Form form;

    VariantWriter(Form form) {
        this.form = form;
    }

    void write(Path file, List<FlowRecord> flows) throws IOException {
        boolean dictionary = form.pages() == Pages.DICTIONARY || form.pages() == Pages.MIXED;
        try (ParquetWriter<FlowRecord> writer = new Builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withCodecFactory(new TestCodec(form.zstdStream()))
                .withCompressionCodec(form.codec())
                .withWriterVersion(form.version())
                .withDictionaryEncoding(dictionary)
                .withDictionaryPageSize(form.pages() == Pages.MIXED ? 4096 : 1 << 20)
                .withByteStreamSplitEncoding(form.pages() == Pages.SPLIT)
                .withPageRowCountLimit(700)
                .withRowGroupRowCountLimit(form.rowGroupRows())
                .build()) {
            for (FlowRecord flow : flows) {
                writer.write(flow);
            }
        }
    }

    private MessageType schema() {
        Repetition repetition = form.optional() ? Repetition.OPTIONAL : Repetition.REQUIRED;
        Types.MessageTypeBuilder builder = Types.buildMessage();
        for (String name : List.of("flow_start", "flow_end")) {
            builder.primitive(PrimitiveTypeName.INT64, repetition)
                    .as(LogicalTypeAnnotation.timestampType(form.wide(), form.unit()))
                    .named(name);
        }
        for (String name : List.of("source_address", "destination_address")) {
            address(builder, repetition, name);
        }
        PrimitiveTypeName number = form.wide() ? PrimitiveTypeName.INT64 : PrimitiveTypeName.INT32;
        for (String name : List.of("source_port", "destination_port", "protocol", "tcp_flags")) {
            integer(builder, number, repetition, name);
        }
        for (String name : List.of("packets", "bytes")) {
            integer(builder, PrimitiveTypeName.INT64, repetition, name);
        }
        integer(builder, number, repetition, "sampling_rate");
        integer(builder, PrimitiveTypeName.INT32, Repetition.OPTIONAL, "ttl_min");
        return builder.named("flow");
    }

    private void address(Types.MessageTypeBuilder builder, Repetition repetition, String name) {
        switch (form.addresses()) {
            case TEXT ->
                builder.primitive(PrimitiveTypeName.BINARY, repetition)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(name);
            case BYTES_TEXT, BYTES_BINARY ->
                builder.primitive(PrimitiveTypeName.BINARY, repetition).named(name);
            case FIXED16 ->
                builder.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, repetition)
                        .length(16)
                        .named(name);
            case UINT32 ->
                builder.primitive(PrimitiveTypeName.INT32, repetition)
                        .as(LogicalTypeAnnotation.intType(32, false))
                        .named(name);
        }
    }

    private void integer(
            Types.MessageTypeBuilder builder, PrimitiveTypeName number, Repetition repetition, String name) {
        int bits = number == PrimitiveTypeName.INT64 ? 64 : 32;
        if (form.unsigned()) {
            builder.primitive(number, repetition)
                    .as(LogicalTypeAnnotation.intType(bits, false))
                    .named(name);
        } else {
            builder.primitive(number, repetition).named(name);
        }
    }

    private Binary bytes(Address address) {
        if (form.addresses() == AddressForm.TEXT || form.addresses() == AddressForm.BYTES_TEXT) {
            return Binary.fromConstantByteArray(address.toString().getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = address.toBytes();
        boolean four = form.addresses() == AddressForm.BYTES_BINARY && address.isIpv4();
        return four ? Binary.fromConstantByteArray(bytes, 12, 4) : Binary.fromConstantByteArray(bytes);
    }

    private void fields(RecordConsumer out, MessageType schema, FlowRecord flow) {
        FieldWriter fields = new FieldWriter(out, schema);
        long perUnit = form.unit() == TimeUnit.MILLIS ? 1_000_000 : form.unit() == TimeUnit.MICROS ? 1_000 : 1;
        fields.int64(flow.startNanos() / perUnit);
        fields.int64(flow.endNanos() / perUnit);
        for (Address address : List.of(flow.source(), flow.destination())) {
            if (form.addresses() == AddressForm.UINT32) {
                fields.int32(address.ipv4Bits());
            } else {
                fields.bytes(bytes(address));
            }
        }
        for (int number : new int[] {flow.sourcePort(), flow.destinationPort(), flow.protocol(), flow.tcpFlags()}) {
            number(fields, number);
        }
        fields.int64(flow.packets());
        fields.int64(flow.bytes());
        number(fields, flow.samplingRate());
        fields.int32OrNull(flow.ttlMin(), -1);
    }

    private void number(FieldWriter fields, int number) {
        if (form.wide()) {
            fields.int64(number);
        } else {
            fields.int32(number);
        }
    }

    private final class Builder extends ParquetWriter.Builder<FlowRecord, Builder> {
        Builder(OutputFile file) {
            super(file);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation")
        protected WriteSupport<FlowRecord> getWriteSupport(Configuration configuration) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected WriteSupport<FlowRecord> getWriteSupport(ParquetConfiguration configuration) {
            return new Support();
        }
    }

    private final class Support extends WriteSupport<FlowRecord> {
        private final MessageType schema = schema();
        private RecordConsumer[] consumer = new RecordConsumer[1];
        private int row;

        @Override
        @SuppressWarnings("deprecation")
        public WriteContext init(Configuration configuration) {
            throw new UnsupportedOperationException();
        }

        @Override
        public WriteContext init(ParquetConfiguration configuration) {
            return new WriteContext(schema, Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer target) {
            consumer = new RecordConsumer[] {target};
        }

        @Override
        public void write(FlowRecord flow) {
            consumer[0].startMessage();
            if (!form.nulls().test(row++)) {
                fields(consumer[0], schema, flow);
            }
            consumer[0].endMessage();
        }
    }
}
