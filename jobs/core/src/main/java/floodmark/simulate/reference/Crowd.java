package floodmark.simulate.reference;

import floodmark.evidence.Explanation;
import floodmark.model.Window;
import java.util.function.UnaryOperator;

/** A rush of legitimate users, and what an overloaded service makes of it. */
final class Crowd implements Cause {
    /**
     * @param mechanism stable name
     * @param course for a scheduled event: linear rise and fall
     * @param decayNanos for a link that is shared: the time in which interest falls to a third; 0 for an event
     * @param extra sessions at the peak beyond the usual ones, in units of these
     * @param services which services they want
     * @param asks what they make of a service
     * @param overload what becomes of a service that they overload
     * @param limitBps what a peering carries, or infinity
     */
    record Form(
            String mechanism,
            Course course,
            long decayNanos,
            double extra,
            boolean[] services,
            UnaryOperator<Service> asks,
            Overload overload,
            double limitBps) {}

    private final Form form;
    private final Conditions.PeerSource people;

    Crowd(Form form, Conditions.PeerSource people) {
        this.form = form;
        this.people = people;
    }

    @Override
    public Explanation kind() {
        return Explanation.FLASH_CROWD;
    }

    @Override
    public String mechanism() {
        return form.mechanism;
    }

    @Override
    public Window when() {
        return form.course.window();
    }

    private double strength(long nanos) {
        double now = form.course.at(nanos);
        if (now <= 0) {
            return 0;
        }
        if (form.decayNanos == 0) {
            // People come the faster the nearer the event: slow at first.
            return now < 1 ? now * now : now;
        }
        double since = (nanos - form.course.window().startNanos()) / (double) form.decayNanos;
        return now * StrictMath.exp(-since);
    }

    @Override
    public void shape(long nanos, Conditions conditions) {
        double now = strength(nanos);
        if (now <= 0) {
            return;
        }
        conditions.extra.add(new Conditions.Extra(form.extra * now, people, form.services, form.asks));
        conditions.limitOut = StrictMath.min(conditions.limitOut, form.limitBps);
        for (int s = 0; s < form.services.length; s++) {
            if (form.services[s]) {
                form.overload.befall(conditions, s, conditions.load(s));
            }
        }
    }
}
