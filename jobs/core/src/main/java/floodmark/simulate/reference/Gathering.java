package floodmark.simulate.reference;

import floodmark.evidence.Explanation;
import floodmark.model.Window;

/**
 * Many who want the same thing of a service. Unlike a {@link Crowd}, whose visitors do what visitors usually do, they bring
 * packets of their own kind, and they neither sleep nor follow the day: their rate is what their course says.
 */
final class Gathering implements Cause {
    /**
     * @param mechanism what it is
     * @param course when, how sharp, in which pulses
     * @param decayNanos time in which interest falls to a third; 0 if it stays
     * @param index of the service
     * @param asked the service as they use it
     * @param rate sessions a second at full strength
     * @param load what they add at full strength, in units of the usual demand
     * @param overload what becomes of the service if that is too much
     */
    record Form(
            Mechanism mechanism,
            Course course,
            long decayNanos,
            int index,
            Service asked,
            double rate,
            double load,
            Overload overload) {}

    private final Form form;
    private final Conditions.PeerSource people;

    Gathering(Form form, Conditions.PeerSource people) {
        this.form = form;
        this.people = people;
    }

    @Override
    public Explanation kind() {
        return form.mechanism.kind();
    }

    @Override
    public String mechanism() {
        return form.mechanism.id();
    }

    @Override
    public Window when() {
        return form.course.window();
    }

    int index() {
        return form.index;
    }

    Service asked() {
        return form.asked;
    }

    Conditions.PeerSource people() {
        return people;
    }

    /** Sessions within a moment: pulses may be shorter than it. */
    double sessions(Moment moment) {
        long end = moment.start() + moment.nanos();
        double strong = form.course.mean(moment.start(), end) * interest(moment.start() + moment.nanos() / 2);
        return form.rate * strong * moment.seconds();
    }

    private double interest(long nanos) {
        double since = StrictMath.max(0, nanos - when().startNanos());
        return form.decayNanos == 0 ? 1 : StrictMath.exp(-since / form.decayNanos);
    }

    @Override
    public void shape(long nanos, Conditions conditions) {
        // A pulse can lie within a step whose middle is quiet: what comes is for sessions() to say.
        conditions.gatherings.add(this);
        double now = form.load * form.course.at(nanos) * interest(nanos);
        if (now > 0) {
            form.overload.befall(conditions, form.index, conditions.load(form.index) + now);
        }
    }
}
