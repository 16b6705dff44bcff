package floodmark.simulate.reference;

import floodmark.evidence.Explanation;
import floodmark.model.Window;

/** Something that befalls the subject and the others alike. */
final class NetworkEvent implements Cause {
    /**
     * @param mechanism stable name
     * @param course when and how strong
     * @param reach share of networks that still get through
     * @param demand demand here and elsewhere, 1 as ever
     * @param answered share of sessions that are answered, by loss on the way
     */
    record Form(String mechanism, Course course, double reach, double demand, double answered) {}

    private final Form form;

    NetworkEvent(Form form) {
        this.form = form;
    }

    @Override
    public Explanation kind() {
        return Explanation.NETWORK_EVENT;
    }

    @Override
    public String mechanism() {
        return form.mechanism;
    }

    @Override
    public Window when() {
        return form.course.window();
    }

    @Override
    public void shape(long nanos, Conditions conditions) {
        double now = form.course.at(nanos);
        if (now <= 0) {
            return;
        }
        conditions.reach = StrictMath.min(conditions.reach, 1 + (form.reach - 1) * now);
        double demand = 1 + (form.demand - 1) * now;
        conditions.elsewhere *= demand;
        for (int s = 0; s < conditions.usual.length; s++) {
            conditions.usual[s] *= demand;
            conditions.fail(s, 1 + (form.answered - 1) * now, 0, 0, 1);
        }
    }
}
