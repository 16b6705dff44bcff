package floodmark.evidence;

import floodmark.claim.CaseFile;
import floodmark.model.Times;
import floodmark.model.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * Which stretches of the captures serve as the subject's own history.
 *
 * <p>By default that is everything from the start of the captures to the trouble, less a margin of 20 minutes or a quarter
 * of the trouble, whichever is longer: a ramp-up must not become its own yardstick. Windows at the trouble's clock time on
 * earlier days lie in it; they are listed apart because each of them is one observation for the matched tests.
 */
public final class Windows {
    private static final long LEAST_MARGIN = 20 * Times.MINUTE;

    private Windows() {}

    /** The baseline: as declared, or the default; empty if the captures begin too late. */
    public static List<Window> baseline(CaseFile theCase, Window span) {
        Window declared = theCase.baseline();
        if (declared != null) {
            long start = Math.max(declared.startNanos(), span.startNanos());
            long end = Math.min(declared.endNanos(), span.endNanos());
            return start < end ? List.of(new Window(start, end)) : List.of();
        }
        Window trouble = theCase.trouble();
        long end = trouble.startNanos() - Math.max(LEAST_MARGIN, trouble.lengthNanos() / 4);
        return span.startNanos() < end ? List.of(new Window(span.startNanos(), end)) : List.of();
    }

    /**
     * Windows of the trouble's length at its clock time on earlier days, latest first, that lie wholly within the baseline.
     * Trouble longer than a day steps by as many days as it needs not to overlap itself.
     */
    public static List<Window> matched(Window trouble, List<Window> baseline) {
        List<Window> matched = new ArrayList<>();
        if (baseline.isEmpty()) {
            return matched;
        }
        long earliest = baseline.stream().mapToLong(Window::startNanos).min().orElseThrow();
        long step = Math.max(1, -Math.floorDiv(-trouble.lengthNanos(), Times.DAY)) * Times.DAY;
        for (Window w = trouble.shifted(-step); w.startNanos() >= earliest; w = w.shifted(-step)) {
            Window candidate = w;
            if (baseline.stream()
                    .anyMatch(b -> b.startNanos() <= candidate.startNanos() && candidate.endNanos() <= b.endNanos())) {
                matched.add(candidate);
            }
        }
        return matched;
    }
}
