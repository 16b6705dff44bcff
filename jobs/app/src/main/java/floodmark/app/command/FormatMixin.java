package floodmark.app.command;

import picocli.CommandLine.Option;

/** How a run says at its end what it found. */
final class FormatMixin {
    /** For people, or one JSON object for programs. */
    enum Format {
        TEXT,
        JSON
    }

    @Option(
            names = "--format",
            paramLabel = "HOW",
            description = "text or json (one object on standard output). Default: text.")
    private Format format = Format.TEXT;

    boolean json() {
        return format == Format.JSON;
    }
}
