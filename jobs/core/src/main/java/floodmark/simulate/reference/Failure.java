package floodmark.simulate.reference;

import floodmark.evidence.Explanation;
import floodmark.model.Window;

/** The service fails by itself; its users go on, come again, or give up. */
final class Failure implements Cause {
    /**
     * @param mechanism stable name
     * @param course a step, or a decline
     * @param services which services fail
     * @param answered share of sessions that are still answered
     * @param refused of the others: share that is refused with RST
     * @param stuck of the rest: share that is accepted and left alone
     * @param retries further attempts of those without an answer
     * @param volume size of the answers that come, 1 as ever
     * @param demand usual demand that is left: below 1 where users no longer find the service or give up
     * @param limitBps what a policer lets out, or infinity
     */
    record Form(
            String mechanism,
            Course course,
            boolean[] services,
            double answered,
            double refused,
            double stuck,
            double retries,
            double volume,
            double demand,
            double limitBps) {}

    private final Form form;

    Failure(Form form) {
        this.form = form;
    }

    @Override
    public Explanation kind() {
        return Explanation.SERVICE_FAILURE;
    }

    @Override
    public String mechanism() {
        return form.mechanism;
    }

    @Override
    public Window when() {
        return form.course.window();
    }

    private static double towards(double value, double strength) {
        return 1 + (value - 1) * strength;
    }

    @Override
    public void shape(long nanos, Conditions conditions) {
        double now = form.course.at(nanos);
        if (now <= 0) {
            return;
        }
        for (int s = 0; s < form.services.length; s++) {
            if (form.services[s]) {
                conditions.fail(s, towards(form.answered, now), form.refused, form.stuck, form.retries);
                conditions.volume[s] *= towards(form.volume, now);
                conditions.usual[s] *= towards(form.demand, now);
            }
        }
        conditions.limitOut = StrictMath.min(conditions.limitOut, form.limitBps);
    }
}
