package floodmark.capture.parquet;

import java.io.ByteArrayInputStream;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import shaded.parquet.org.apache.thrift.TBase;
import shaded.parquet.org.apache.thrift.TConfiguration;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;
import shaded.parquet.org.apache.thrift.protocol.TProtocol;
import shaded.parquet.org.apache.thrift.transport.TIOStreamTransport;
import shaded.parquet.org.apache.thrift.transport.TTransportException;

/**
 * Reads the metadata structures of the Parquet format. No list and no string may claim more elements than there are bytes,
 * so that a flipped bit cannot ask for gigabytes.
 */
final class ThriftBytes {
    private ThriftBytes() {}

    /** The file metadata in {@code bytes[offset, offset + length)}. */
    static FileMetaData footer(byte[] bytes, int offset, int length) {
        FileMetaData footer = new FileMetaData();
        read(footer, bytes, offset, length);
        return footer;
    }

    /** Reads a page header into {@code header} and gives its length in bytes. */
    static int pageHeader(PageHeader header, byte[] bytes, int offset, int length) {
        return read(header, bytes, offset, length);
    }

    private static int read(TBase<?, ?> target, byte[] bytes, int offset, int length) {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes, offset, length);
        try {
            target.read(protocol(in, length));
        } catch (TException e) {
            throw new CorruptFile("metadata that cannot be parsed (" + e.getMessage() + ")", e);
        }
        return length - in.available();
    }

    private static TProtocol protocol(ByteArrayInputStream in, int length) throws TTransportException {
        TConfiguration limits =
                TConfiguration.custom().setMaxMessageSize(length).build();
        return new TCompactProtocol(new TIOStreamTransport(limits, in), length, length);
    }
}
