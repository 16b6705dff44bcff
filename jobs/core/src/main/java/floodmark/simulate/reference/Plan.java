package floodmark.simulate.reference;

import floodmark.simulate.Truth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An incident as planned, before any flow.
 *
 * @param id name of the case
 * @param title one line
 * @param seed of everything drawn while flows are written
 * @param timing when
 * @param view where from
 * @param site what
 * @param rhythm its usual demand
 * @param elsewhere the comparison destinations, or null
 * @param clutter what reaches every address
 * @param causes what happens, what happened before included
 * @param faults what went wrong with the recording
 * @param capacityBps of the subject's line, or infinity
 * @param claims what the case says beside where and when
 * @param truth what really happened
 */
record Plan(
        String id,
        String title,
        long seed,
        Timing timing,
        View view,
        Site site,
        Rhythm rhythm,
        @Nullable Elsewhere elsewhere,
        Clutter clutter,
        List<Cause> causes,
        Faults faults,
        double capacityBps,
        Claims claims,
        Truth truth) {
    Plan {
        causes = List.copyOf(causes);
    }
}
