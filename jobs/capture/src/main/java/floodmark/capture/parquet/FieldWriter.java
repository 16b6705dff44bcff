package floodmark.capture.parquet;

import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/** Hands the fields of one record to Parquet in the order of the schema. */
final class FieldWriter {
    private final RecordConsumer out;
    private final MessageType schema;
    private int field;

    FieldWriter(RecordConsumer out, MessageType schema) {
        this.out = out;
        this.schema = schema;
    }

    void int32(int value) {
        start();
        out.addInteger(value);
        end();
    }

    void int32OrNull(int value, int none) {
        if (value == none) {
            skip();
        } else {
            int32(value);
        }
    }

    void int64(long value) {
        start();
        out.addLong(value);
        end();
    }

    void float64(double value) {
        start();
        out.addDouble(value);
        end();
    }

    void bool(boolean value) {
        start();
        out.addBoolean(value);
        end();
    }

    void bytes(Binary value) {
        start();
        out.addBinary(value);
        end();
    }

    /** Leaves an optional field null. */
    void skip() {
        field++;
    }

    private void start() {
        out.startField(schema.getFieldName(field), field);
    }

    private void end() {
        out.endField(schema.getFieldName(field), field);
        field++;
    }
}
