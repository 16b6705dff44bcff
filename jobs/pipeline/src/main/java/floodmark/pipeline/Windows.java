package floodmark.pipeline;

import floodmark.model.Window;
import java.util.ArrayList;
import java.util.List;

/** Sets of windows. */
final class Windows {
    private Windows() {}

    /** The same stretches of time as disjoint windows, ascending. */
    static List<Window> union(List<Window> windows) {
        List<Window> union = new ArrayList<>();
        for (Window window : windows.stream().sorted().toList()) {
            int last = union.size() - 1;
            if (last >= 0 && window.startNanos() <= union.get(last).endNanos()) {
                long end = Math.max(union.get(last).endNanos(), window.endNanos());
                union.set(last, new Window(union.get(last).startNanos(), end));
            } else {
                union.add(window);
            }
        }
        return union;
    }
}
