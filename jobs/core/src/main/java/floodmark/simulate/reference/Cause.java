package floodmark.simulate.reference;

import floodmark.evidence.Explanation;
import floodmark.model.Window;

/** Something that happens in an incident. */
interface Cause {
    /** What it is an instance of. */
    Explanation kind();

    /** Stable name. */
    String mechanism();

    /** From when to when. */
    Window when();

    /** Changes how things stand at a moment. */
    default void shape(long nanos, Conditions conditions) {}

    /** Sends what is neither a usual nor an extra session. */
    default void emit(Moment moment) {}
}
