package floodmark.capture.parquet;

import org.jspecify.annotations.Nullable;

/** RLE_DICTIONARY: indices into the mapped dictionary of the column chunk. */
final class DictionaryValues implements PageValues {
    private final ByteCursor in;
    private final long[] dictionary;
    private @Nullable RunDecoder indices;

    DictionaryValues(ByteCursor in, long[] dictionary) {
        this.in = in;
        this.dictionary = dictionary;
    }

    @Override
    public void read(long[] out, int from, int count) {
        indices().lookUp(dictionary, out, from, count);
    }

    @Override
    public void skip(int count) {
        indices().skip(count);
    }

    /** The bit width is read late: a page of nulls need not have one. */
    private RunDecoder indices() {
        RunDecoder runs = indices;
        if (runs == null) {
            runs = new RunDecoder(in, in.unsignedByte());
            indices = runs;
        }
        return runs;
    }
}
