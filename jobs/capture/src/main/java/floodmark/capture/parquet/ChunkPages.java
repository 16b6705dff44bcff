package floodmark.capture.parquet;

import floodmark.capture.RandomAccess;
import java.io.IOException;
import java.util.zip.CRC32;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.jspecify.annotations.Nullable;

/** Walks over the pages of one column chunk; checks sizes and checksums, unpacks, splits levels from values. */
final class ChunkPages {
    /**
     * An unpacked page; its bytes are valid until the next page of its kind.
     *
     * @param dictionary whether this is the dictionary rather than data
     * @param values how many, nulls included
     * @param encoding of the values
     * @param levels the definition levels; null if the column has none
     * @param content the values
     */
    record Page(
            boolean dictionary,
            int values,
            Encoding encoding,
            @Nullable ByteCursor levels,
            ByteCursor content) {}

    private static final int FIRST_HEADER = 1 << 10;
    private static final int LONGEST_HEADER = 1 << 24;

    private final ChunkWindow window;
    private final CompressionCodec codec;
    private final boolean optional;
    private final PageCodec unpacker;
    private final ColumnMemory memory;
    /** The header of the page that is next, once it was looked at. */
    private @Nullable PageHeader looked;

    /** @param memory that no other chunk uses at the same time */
    ChunkPages(RandomAccess file, ColumnMetaData chunk, boolean optional, PageCodec unpacker, ColumnMemory memory) {
        long start = start(chunk);
        long length = chunk.getTotal_compressed_size();
        if (start < Footer.MAGIC || length < 0 || length > file.length() - start) {
            throw new CorruptFile("a column at bytes " + start + " to " + (start + length));
        }
        this.memory = memory;
        this.window = new ChunkWindow(file, start, length, memory);
        this.codec = chunk.getCodec();
        this.optional = optional;
        this.unpacker = unpacker;
    }

    /** Where a chunk begins; old writers set the place of a dictionary that is not there to 0. */
    static long start(ColumnMetaData chunk) {
        long data = chunk.getData_page_offset();
        long dictionary = chunk.getDictionary_page_offset();
        return dictionary > 0 && dictionary < data ? dictionary : data;
    }

    /** The next dictionary or data page; other pages are stepped over. */
    Page next() throws IOException {
        while (true) {
            PageHeader header = header();
            looked = null;
            int packed = header.getCompressed_page_size();
            int size = header.getUncompressed_page_size();
            window.require(packed);
            checkChecksum(header, packed);
            Page page = page(header, packed, size);
            window.take(packed);
            if (page != null) {
                return page;
            }
        }
    }

    /** Steps over the next page, packed as it is, if it is one of data with at most so many values; returns how many, or -1. */
    int skip(long most) throws IOException {
        PageHeader header = header();
        int values = header.isSetData_page_header()
                ? header.getData_page_header().getNum_values()
                : header.isSetData_page_header_v2()
                        ? header.getData_page_header_v2().getNum_values()
                        : -1;
        if (values < 0 || values > most) {
            return -1;
        }
        looked = null;
        window.skip(header.getCompressed_page_size());
        return values;
    }

    /** The header of the next page, whose bytes are next. */
    private PageHeader header() throws IOException {
        PageHeader header = looked;
        if (header == null) {
            header = readHeader();
            int size = Math.min(header.getCompressed_page_size(), header.getUncompressed_page_size());
            if (size < 0) {
                throw new CorruptFile("a page of " + size + " bytes");
            }
            looked = header;
        }
        return header;
    }

    private PageHeader readHeader() throws IOException {
        for (int size = FIRST_HEADER; ; size *= 8) {
            window.require((int) Math.min(size, window.remaining()));
            PageHeader header = new PageHeader();
            try {
                window.take(ThriftBytes.pageHeader(header, window.buffer(), window.position(), window.available()));
                return header;
            } catch (CorruptFile e) {
                // Statistics in the header can be long: look at more of the chunk before giving up.
                if (window.available() >= window.remaining() || window.available() >= LONGEST_HEADER) {
                    throw e;
                }
            }
        }
    }

    private void checkChecksum(PageHeader header, int packed) {
        if (header.isSetCrc()) {
            CRC32 crc = new CRC32();
            crc.update(window.buffer(), window.position(), packed);
            if ((int) crc.getValue() != header.getCrc()) {
                throw new CorruptFile("a page whose checksum does not match");
            }
        }
    }

    private @Nullable Page page(PageHeader header, int packed, int size) {
        if (header.isSetDictionary_page_header()) {
            DictionaryPageHeader dictionary = header.getDictionary_page_header();
            ByteCursor content = unpack(packed, size);
            return new Page(true, dictionary.getNum_values(), encoding(dictionary.getEncoding()), null, content);
        }
        if (header.isSetData_page_header()) {
            return pageV1(header.getData_page_header(), unpack(packed, size));
        }
        if (header.isSetData_page_header_v2()) {
            return pageV2(header.getData_page_header_v2(), packed, size);
        }
        return null;
    }

    private Page pageV1(DataPageHeader header, ByteCursor content) {
        ByteCursor levels = null;
        if (optional) {
            if (header.getDefinition_level_encoding() != Encoding.RLE) {
                throw new CorruptFile("definition levels in encoding " + header.getDefinition_level_encoding());
            }
            int length = content.int32();
            int from = content.skip(length);
            levels = new ByteCursor(content.bytes, from, from + length);
        }
        return new Page(false, header.getNum_values(), encoding(header.getEncoding()), levels, content);
    }

    /** Version 2: the levels come first and are never packed. */
    private Page pageV2(DataPageHeaderV2 header, int packed, int size) {
        int repetition = header.getRepetition_levels_byte_length();
        int definition = header.getDefinition_levels_byte_length();
        if (repetition < 0 || definition < 0 || (long) repetition + definition > Math.min(packed, size)) {
            throw new CorruptFile("levels of " + repetition + " and " + definition + " bytes");
        }
        int before = repetition + definition;
        boolean compressed = !header.isSetIs_compressed() || header.isIs_compressed();
        // A page of nulls has no values, and so nothing that could be unpacked.
        CompressionCodec used = compressed && size > before ? codec : CompressionCodec.UNCOMPRESSED;
        int rest = used == CompressionCodec.UNCOMPRESSED ? Math.min(packed, size) - before : packed - before;
        memory.unpacked = unpacker.unpack(
                used, window.buffer(), window.position() + before, rest, memory.unpacked, size - before);
        ByteCursor levels = null;
        if (optional) {
            byte[] copy = new byte[definition + LittleEndian.PADDING];
            System.arraycopy(window.buffer(), window.position() + repetition, copy, 0, definition);
            levels = new ByteCursor(copy, 0, definition);
        }
        ByteCursor content = new ByteCursor(memory.unpacked, 0, size - before);
        return new Page(false, header.getNum_values(), encoding(header.getEncoding()), levels, content);
    }

    private ByteCursor unpack(int packed, int size) {
        memory.unpacked = unpacker.unpack(codec, window.buffer(), window.position(), packed, memory.unpacked, size);
        return new ByteCursor(memory.unpacked, 0, size);
    }

    private static Encoding encoding(@Nullable Encoding encoding) {
        if (encoding == null) {
            throw new CorruptFile("values in an encoding that is not known");
        }
        return encoding;
    }
}
