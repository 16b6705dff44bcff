package floodmark.pipeline;

/**
 * A file that a capture's path stands for.
 *
 * @param path as written, for directories and globs with the part below
 * @param uri for Flink's file systems
 */
public record FoundFile(String path, String uri) {}
