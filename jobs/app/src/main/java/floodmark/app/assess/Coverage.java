package floodmark.app.assess;

import floodmark.model.Window;
import floodmark.pipeline.CaptureFile;
import java.util.ArrayList;
import java.util.List;

/** The time that captures cover. */
final class Coverage {
    private Coverage() {}

    /** Spans of the files, joined where less than two bins lie between them. */
    static List<Window> of(List<CaptureFile> files, long bin) {
        List<Window> spans = files.stream()
                .filter(f -> f.rows() > 0)
                .map(CaptureFile::span)
                .sorted()
                .toList();
        List<Window> joined = new ArrayList<>();
        for (Window span : spans) {
            Window last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && span.startNanos() - last.endNanos() <= 2 * bin) {
                joined.set(
                        joined.size() - 1, new Window(last.startNanos(), Math.max(last.endNanos(), span.endNanos())));
            } else {
                joined.add(span);
            }
        }
        return joined;
    }
}
