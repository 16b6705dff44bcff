package floodmark.capture.parquet;

/** A position in a page; reading beyond the end is corruption. */
final class ByteCursor {
    final byte[] bytes;
    final int end;
    int at;

    ByteCursor(byte[] bytes, int at, int end) {
        this.bytes = bytes;
        this.at = at;
        this.end = end;
    }

    int unsignedByte() {
        need(1);
        return bytes[at++] & 0xff;
    }

    int int32() {
        need(4);
        at += 4;
        return LittleEndian.int32(bytes, at - 4);
    }

    /** ULEB128, at most 64 bits. */
    long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = unsignedByte();
            value |= (next & 0x7fL) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new CorruptFile("a number longer than 64 bits");
    }

    long zigzag() {
        long value = varint();
        return value >>> 1 ^ -(value & 1);
    }

    /** Steps over {@code count} bytes and gives where they begin. */
    int skip(long count) {
        need(count);
        int from = at;
        at += (int) count;
        return from;
    }

    void need(long count) {
        if (count < 0 || count > end - at) {
            throw new CorruptFile("a page that ends before its values");
        }
    }
}
