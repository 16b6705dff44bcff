package floodmark.simulate.reference;

import floodmark.evidence.Explanation;
import floodmark.model.Window;

/** Nothing happens; at most it is a busy day. */
final class Ordinary implements Cause {
    private final String mechanism;
    private final Course course;
    private final double demand;

    /** @param demand usual demand at the height of it, 1 as ever */
    Ordinary(String mechanism, Course course, double demand) {
        this.mechanism = mechanism;
        this.course = course;
        this.demand = demand;
    }

    @Override
    public Explanation kind() {
        return Explanation.NOTHING_UNUSUAL;
    }

    @Override
    public String mechanism() {
        return mechanism;
    }

    @Override
    public Window when() {
        return course.window();
    }

    @Override
    public void shape(long nanos, Conditions conditions) {
        double now = 1 + (demand - 1) * course.at(nanos);
        for (int s = 0; s < conditions.usual.length; s++) {
            conditions.usual[s] *= now;
        }
    }
}
