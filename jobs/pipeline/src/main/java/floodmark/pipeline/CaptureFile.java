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
 * @param sha256 digest of its bytes, lower-case hexadecimal
 */
public record CaptureFile(String path, String uri, CaptureKind kind, long rows, Window span, String sha256) {}
