package floodmark.app.assess;

import floodmark.model.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The time that captures cover. */
final class Coverage {
    private Coverage() {}

    /** Spans of files in order, joined where less than two bins lie between them. */
    static List<Window> of(Stream<Window> spans, long bin) {
        List<Window> joined = new ArrayList<>();
        for (Window span : spans.sorted().toList()) {
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
