package floodmark.pipeline;

import floodmark.capture.CaptureKind;
import floodmark.model.Window;

/**
 * A file of a capture, found and checked before anything runs.
 *
 * @param path as the case writes it; for directories and globs with the part below them
 * @param uri where it is, for Flink's file systems
 * @param kind flows or counts
 * @param rows rows by the footer, rejected ones included
 * @param span first to last start of its rows, the end one nanosecond after the last; of a file without rows an empty window
 * @param digest of its bytes
 */
public record CaptureFile(String path, String uri, CaptureKind kind, long rows, Window span, LateDigest digest) {
    /** SHA-256 of its bytes, lower-case hexadecimal; waits for what is still being read. */
    public String sha256() {
        return digest.sha256();
    }
}
