package floodmark.capture.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.airlift.compress.MalformedInputException;
import io.airlift.compress.lz4.Lz4Decompressor;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.format.CompressionCodec;
import org.xerial.snappy.Snappy;

/**
 * Unpacks pages. A page header may lie about its size: memory is taken only for what the compressed bytes can really hold,
 * or, where their format does not tell, as the unpacked bytes come.
 */
final class PageCodec implements Closeable {
    static final String SUPPORTED = "UNCOMPRESSED, SNAPPY, GZIP, ZSTD or LZ4_RAW";

    // Upper limits of bytes out for each byte in: a Snappy copy makes 64 of 3 bytes, an LZ4 length byte stands for 255.
    private static final int SNAPPY_RATIO = 22;
    private static final int LZ4_RATIO = 256;
    private static final int FIRST_GUESS = 1 << 16;

    private final Lz4Decompressor lz4 = new Lz4Decompressor();
    private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();

    static boolean supports(CompressionCodec codec) {
        return switch (codec) {
            case UNCOMPRESSED, SNAPPY, GZIP, ZSTD, LZ4_RAW -> true;
            default -> false;
        };
    }

    /**
     * Unpacks {@code in[offset, offset + length)}, which must give exactly {@code size} bytes.
     *
     * @param out used if it is large enough
     * @return an array that begins with the unpacked bytes and has {@link LittleEndian#PADDING} more
     * @throws CorruptFile if the bytes are not what the codec or the size says
     */
    byte[] unpack(CompressionCodec codec, byte[] in, int offset, int length, byte[] out, int size) {
        try {
            return switch (codec) {
                case UNCOMPRESSED -> {
                    check(size, length);
                    byte[] target = room(out, size);
                    System.arraycopy(in, offset, target, 0, size);
                    yield target;
                }
                case SNAPPY -> {
                    check(size, Snappy.uncompressedLength(in, offset, length));
                    checkRatio(size, length, SNAPPY_RATIO);
                    byte[] target = room(out, size);
                    check(size, Snappy.uncompress(in, offset, length, target, 0));
                    yield target;
                }
                case LZ4_RAW -> {
                    checkRatio(size, length, LZ4_RATIO);
                    byte[] target = room(out, size);
                    check(size, lz4.decompress(in, offset, length, target, 0, size));
                    yield target;
                }
                case ZSTD -> unpackZstd(in, offset, length, out, size);
                case GZIP ->
                    drain(new GZIPInputStream(new ByteArrayInputStream(in, offset, length), FIRST_GUESS), out, size);
                default -> throw new IllegalStateException("codec " + codec);
            };
        } catch (IOException | ZstdException | MalformedInputException e) {
            throw new CorruptFile("a page that cannot be unpacked (" + e.getMessage() + ")", e);
        }
    }

    private byte[] unpackZstd(byte[] in, int offset, int length, byte[] out, int size) throws IOException {
        if (Zstd.getFrameContentSize(in, offset, length) == size) {
            byte[] target = room(out, size);
            check(size, zstd.decompressByteArray(target, 0, size, in, offset, length));
            return target;
        }
        return drain(new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(in, offset, length)), out, size);
    }

    /** Reads a stream to its end into memory that grows with what has come. */
    private static byte[] drain(InputStream stream, byte[] out, int size) throws IOException {
        try (stream) {
            byte[] target = room(out, Math.min(size, FIRST_GUESS));
            int have = 0;
            while (have < size) {
                int limit = Math.min(size, target.length - LittleEndian.PADDING);
                int read = stream.read(target, have, limit - have);
                if (read < 0) {
                    check(size, have);
                }
                have += read;
                if (have == limit && have < size) {
                    long larger = Math.min(size, 2L * have) + LittleEndian.PADDING;
                    target = Arrays.copyOf(target, Math.toIntExact(larger));
                }
            }
            if (stream.read() >= 0) {
                throw new CorruptFile("a page of more than " + size + " bytes");
            }
            return target;
        }
    }

    private static byte[] room(byte[] out, int size) {
        long needed = (long) size + LittleEndian.PADDING;
        return out.length >= needed ? out : new byte[Math.toIntExact(needed)];
    }

    private static void checkRatio(int size, int length, int ratio) {
        if (size > (long) length * ratio) {
            throw new CorruptFile("a page of " + size + " bytes in " + length);
        }
    }

    private static void check(int expected, long found) {
        if (found != expected) {
            throw new CorruptFile("a page of " + found + " bytes instead of " + expected);
        }
    }

    @Override
    public void close() {
        zstd.close();
    }
}
