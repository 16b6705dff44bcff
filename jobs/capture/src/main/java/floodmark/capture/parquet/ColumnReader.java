package floodmark.capture.parquet;

import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;

/**
 * Reads one column of a row group into arrays. Values are mapped on the way: once for each dictionary entry where the page
 * has a dictionary, else once for each value.
 */
final class ColumnReader {
    private static final long[] LEVELS = {0, 1};
    private static final long[] NO_DICTIONARY = {};

    private final SchemaColumn column;
    private final ChunkPages pages;
    private final ValueMapping mapping;
    private long[] dictionary = NO_DICTIONARY;
    private long[] present = NO_DICTIONARY;
    private long valuesLeft;
    private int leftInPage;
    /** Values that were stepped over, but not yet in the pages. */
    private long behind;

    private @Nullable RunDecoder levels;
    private @Nullable PageValues values;

    /**
     * @param rows values of the chunk, nulls included
     */
    ColumnReader(SchemaColumn column, ChunkPages pages, ValueMapping mapping, long rows) {
        this.column = column;
        this.pages = pages;
        this.mapping = mapping;
        this.valuesLeft = rows;
    }

    /** Writes the next {@code rows} values to the start of {@code out}; nulls as {@link ValueMapping#NULL}. */
    void read(long[] out, int rows) throws IOException {
        read(out, 0, rows);
    }

    /** Steps over the next {@code rows} values; pages of which none is read are not unpacked. */
    void skip(int rows) {
        behind += rows;
    }

    /** The same from a place of {@code out} on. */
    void read(long[] out, int from, int rows) throws IOException {
        catchUp();
        int done = 0;
        while (done < rows) {
            PageValues source = values;
            if (leftInPage == 0 || source == null) {
                nextPage();
                continue;
            }
            int count = Math.min(leftInPage, rows - done);
            if (levels == null || levels.takeIfAll(1, count)) {
                source.read(out, from + done, count);
            } else {
                readSparse(source, levels, out, from + done, count);
            }
            leftInPage -= count;
            done += count;
        }
    }

    private void catchUp() throws IOException {
        while (behind > 0) {
            PageValues source = values;
            if (leftInPage == 0 || source == null) {
                int passed = pages.skip(Math.min(behind, valuesLeft));
                if (passed < 0) {
                    nextPage();
                } else {
                    valuesLeft -= passed;
                    behind -= passed;
                }
                continue;
            }
            int count = (int) Math.min(leftInPage, behind);
            if (levels == null || levels.takeIfAll(1, count)) {
                source.skip(count);
            } else {
                source.skip(presence(levels, count));
            }
            leftInPage -= count;
            behind -= count;
        }
    }

    /** Fills {@link #present} for the next values, 1 for each that is there; returns how many are. */
    private int presence(RunDecoder presence, int count) {
        if (present.length < count) {
            present = new long[count];
        }
        presence.lookUp(LEVELS, present, 0, count);
        int there = 0;
        for (int i = 0; i < count; i++) {
            there += (int) present[i];
        }
        return there;
    }

    private void readSparse(PageValues source, RunDecoder presence, long[] out, int from, int count) {
        presence(presence, count);
        int at = 0;
        while (at < count) {
            int stop = at + 1;
            while (stop < count && present[stop] == present[at]) {
                stop++;
            }
            if (present[at] == 1) {
                source.read(out, from + at, stop - at);
            } else {
                Arrays.fill(out, from + at, from + stop, ValueMapping.NULL);
            }
            at = stop;
        }
    }

    private void nextPage() throws IOException {
        ChunkPages.Page page = pages.next();
        if (page.values() < 0 || (!page.dictionary() && page.values() > valuesLeft)) {
            throw new CorruptFile("a page of " + page.values() + " values where " + valuesLeft + " are left");
        }
        if (page.dictionary()) {
            readDictionary(page);
            return;
        }
        valuesLeft -= page.values();
        leftInPage = page.values();
        ByteCursor levelBytes = page.levels();
        levels = levelBytes == null ? null : new RunDecoder(levelBytes, 1);
        // A page of nothing but nulls may have no content, not even the header of its encoding.
        values = page.content().at == page.content().end ? ColumnReader::nothing : values(page);
    }

    private static void nothing(long[] out, int from, int count) {
        throw new CorruptFile("a page without values");
    }

    private void readDictionary(ChunkPages.Page page) {
        if (page.encoding() != Encoding.PLAIN && page.encoding() != Encoding.PLAIN_DICTIONARY) {
            throw new CorruptFile("a dictionary in encoding " + page.encoding());
        }
        // Every entry takes at least four bytes, or one where the length is fixed.
        page.content().need(page.values());
        dictionary = new long[page.values()];
        plain(page.content(), mapping.ofDictionary()).read(dictionary, 0, page.values());
    }

    private PageValues values(ChunkPages.Page page) {
        ByteCursor content = page.content();
        boolean bytes = column.physical() == Type.BYTE_ARRAY;
        boolean fixed = column.physical() == Type.FIXED_LEN_BYTE_ARRAY;
        PageValues found = switch (page.encoding()) {
            case PLAIN -> plain(content, mapping);
            case PLAIN_DICTIONARY, RLE_DICTIONARY -> new DictionaryValues(content, dictionary);
            case DELTA_BINARY_PACKED ->
                bytes || fixed || column.physical() == Type.BOOLEAN
                        ? null
                        : NumberValues.delta(content, width(), mapping);
            case DELTA_LENGTH_BYTE_ARRAY -> bytes ? ByteStringValues.deltaLength(content, mapping) : null;
            case DELTA_BYTE_ARRAY -> bytes || fixed ? ByteStringValues.deltaPrefix(content, mapping) : null;
            case BYTE_STREAM_SPLIT ->
                fixed
                        ? ByteStringValues.split(content, column.fixedLength(), mapping)
                        : bytes ? null : NumberValues.split(content, width(), mapping);
            default -> null;
        };
        if (found == null) {
            throw new CorruptFile(column.physical() + " values in encoding " + page.encoding());
        }
        return found;
    }

    private PageValues plain(ByteCursor content, ValueMapping mapping) {
        return switch (column.physical()) {
            case BYTE_ARRAY -> ByteStringValues.plain(content, 0, mapping);
            case FIXED_LEN_BYTE_ARRAY -> ByteStringValues.plain(content, column.fixedLength(), mapping);
            case BOOLEAN -> NumberValues.bits(content, mapping);
            default -> NumberValues.plain(content, width(), mapping);
        };
    }

    private int width() {
        Type type = column.physical();
        return type == Type.INT32 || type == Type.FLOAT ? Integer.BYTES : Long.BYTES;
    }
}
