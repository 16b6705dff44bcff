package floodmark.capture.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.airlift.compress.lz4.Lz4Compressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** Packs pages for test files, in each codec that is read; Zstandard with or without the size in its frame. */
final class TestCodec implements CompressionCodecFactory {
    private final boolean zstdStream;

    TestCodec(boolean zstdStream) {
        this.zstdStream = zstdStream;
    }

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName name) {
        return new BytesInputCompressor() {
            @Override
            public BytesInput compress(BytesInput bytes) throws IOException {
                ByteArrayOutputStream plain = new ByteArrayOutputStream();
                bytes.writeAllTo(plain);
                return BytesInput.from(pack(name, plain.toByteArray()));
            }

            @Override
            public CompressionCodecName getCodecName() {
                return name;
            }

            @Override
            public void release() {}
        };
    }

    private byte[] pack(CompressionCodecName name, byte[] plain) throws IOException {
        return switch (name) {
            case UNCOMPRESSED -> plain;
            case SNAPPY -> Snappy.compress(plain);
            case LZ4_RAW -> {
                Lz4Compressor lz4 = new Lz4Compressor();
                byte[] packed = new byte[lz4.maxCompressedLength(plain.length)];
                yield Arrays.copyOf(packed, lz4.compress(plain, 0, plain.length, packed, 0, packed.length));
            }
            case GZIP -> {
                ByteArrayOutputStream gzip = new ByteArrayOutputStream();
                try (OutputStream out = new GZIPOutputStream(gzip)) {
                    out.write(plain);
                }
                yield gzip.toByteArray();
            }
            case ZSTD -> zstdStream ? zstdStream(plain) : Zstd.compress(plain);
            default -> throw new IllegalArgumentException(name.name());
        };
    }

    private static byte[] zstdStream(byte[] plain) throws IOException {
        ByteArrayOutputStream zstd = new ByteArrayOutputStream();
        try (OutputStream out = new ZstdOutputStreamNoFinalizer(zstd)) {
            out.write(plain);
        }
        return zstd.toByteArray();
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void release() {}
}
