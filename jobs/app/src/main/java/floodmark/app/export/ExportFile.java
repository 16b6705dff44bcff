package floodmark.app.export;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A file of an export.
 *
 * @param name without a directory
 * @param body writes it
 */
public record ExportFile(String name, Body body) {
    /** What writes a file; it leaves the stream open. */
    @FunctionalInterface
    public interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    static ExportFile of(String name, byte[] bytes) {
        return new ExportFile(name, out -> out.write(bytes));
    }
}
