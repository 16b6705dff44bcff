package floodmark.pipeline.watch;

import floodmark.model.Window;
import floodmark.pipeline.cell.ByteSink;
import floodmark.pipeline.cell.ByteSource;

/**
 * A file that a watch has taken.
 *
 * @param number its place in the order in which files were taken, from 0
 * @param path as the case writes it, with the part below a directory
 * @param uri where it is, for Flink's file systems
 * @param length bytes
 * @param modified time of its last change, as the file system gives it
 * @param sha256 digest of its bytes, lower-case hexadecimal; empty if it was refused
 * @param rows rows by the footer
 * @param span first to last start of its rows, the end one nanosecond after the last; empty if there are none
 * @param boundNanos rows of it that start before this are late; {@code Long.MIN_VALUE} if none can be
 * @param refused why it was left out, or empty if it is read
 */
public record WatchedFile(
        long number,
        String path,
        String uri,
        long length,
        long modified,
        String sha256,
        long rows,
        Window span,
        long boundNanos,
        String refused) {

    /** Whether its rows are in the sums. */
    public boolean taken() {
        return refused.isEmpty();
    }

    /** Appends the file; part of a format whose version the caller writes. */
    void encode(ByteSink out) {
        out.varint(number)
                .text(path)
                .text(uri)
                .varint(length)
                .zigzag(modified)
                .text(sha256)
                .varint(rows)
                .zigzag(span.startNanos())
                .zigzag(span.endNanos())
                .zigzag(boundNanos)
                .text(refused);
    }

    static WatchedFile decode(ByteSource in) {
        return new WatchedFile(
                in.varint(),
                in.text(),
                in.text(),
                in.varint(),
                in.zigzag(),
                in.text(),
                in.varint(),
                new Window(in.zigzag(), in.zigzag()),
                in.zigzag(),
                in.text());
    }
}
