package floodmark.pipeline.watch;

import floodmark.pipeline.cell.ByteSink;
import floodmark.pipeline.cell.ByteSource;

/**
 * A destination that stood out in a bin among all that were weighed in it.
 *
 * @param binStartNanos start of the bin
 * @param destination which one
 * @param packets of it in the bin, as far as read
 * @param bytes of it in the bin, as far as read
 * @param eValue its evidence
 * @param among destinations that were weighed in the bin
 */
public record Alarm(long binStartNanos, String destination, long packets, long bytes, double eValue, long among) {
    void encode(ByteSink out) {
        out.zigzag(binStartNanos)
                .text(destination)
                .varint(packets)
                .varint(bytes)
                .real(eValue)
                .varint(among);
    }

    static Alarm decode(ByteSource in) {
        return new Alarm(in.zigzag(), in.text(), in.varint(), in.varint(), in.real(), in.varint());
    }
}
