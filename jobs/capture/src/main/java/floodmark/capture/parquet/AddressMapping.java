package floodmark.capture.parquet;

import floodmark.capture.AddressTable;

/** Addresses to their numbers in a table. */
final class AddressMapping implements ValueMapping {
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;

    private final AddressTable table;
    private final boolean text;
    private final boolean binary;
    private final AddressBytes parser = new AddressBytes();

    /**
     * @param text whether bytes are known to be text
     * @param binary whether they are known to be binary; if neither is known, 4 and 16 bytes are binary unless all 16 read
     *     as an IPv6 text, which no allocated address does, and any other number is text
     */
    AddressMapping(AddressTable table, boolean text, boolean binary) {
        this.table = table;
        this.text = text;
        this.binary = binary;
    }

    @Override
    public void mapNumbers(long[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            values[i] = table.idOf(0, 0xffffL << 32 | (values[i] & 0xffffffffL));
        }
    }

    @Override
    public long mapBytes(byte[] bytes, int offset, int length) {
        boolean size = length == IPV4_BYTES || length == IPV6_BYTES;
        boolean maybeText = !binary && (text || length != IPV4_BYTES);
        if (maybeText && parser.parseText(bytes, offset, length)) {
            return table.idOf(parser.high(), parser.low());
        }
        if (text || !size) {
            return BAD;
        }
        parser.readBinary(bytes, offset, length);
        return table.idOf(parser.high(), parser.low());
    }
}
