package floodmark.capture.parquet;

/** Addresses to what stands for them in a batch. */
final class AddressMapping implements ValueMapping {
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;

    /** From an address in two halves to what stands for it, not negative. */
    interface Codes {
        long of(long high, long low);
    }

    private final Codes codes;
    private final Codes dictionary;
    private final boolean text;
    private final boolean binary;
    private final AddressBytes parser = new AddressBytes();

    /**
     * @param dictionary what stands for an entry of a dictionary
     * @param text whether bytes are known to be text
     * @param binary whether they are known to be binary; if neither is known, 4 and 16 bytes are binary unless all 16 read
     *     as an IPv6 text, which no allocated address does, and any other number is text
     */
    AddressMapping(Codes codes, Codes dictionary, boolean text, boolean binary) {
        this.codes = codes;
        this.dictionary = dictionary;
        this.text = text;
        this.binary = binary;
    }

    @Override
    public ValueMapping ofDictionary() {
        return new AddressMapping(dictionary, dictionary, text, binary);
    }

    @Override
    public void mapNumbers(long[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            values[i] = codes.of(0, 0xffffL << 32 | (values[i] & 0xffffffffL));
        }
    }

    @Override
    public long mapBytes(byte[] bytes, int offset, int length) {
        boolean size = length == IPV4_BYTES || length == IPV6_BYTES;
        boolean maybeText = !binary && (text || length != IPV4_BYTES);
        if (maybeText && parser.parseText(bytes, offset, length)) {
            return codes.of(parser.high(), parser.low());
        }
        if (text || !size) {
            return BAD;
        }
        parser.readBinary(bytes, offset, length);
        return codes.of(parser.high(), parser.low());
    }
}
