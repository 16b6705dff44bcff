package floodmark.simulate.reference;

/**
 * One step of the simulation.
 *
 * @param start first nanosecond
 * @param nanos length
 * @param demand usual demand now, 1 on average
 * @param site the subject
 * @param conditions how things stand
 * @param recorder where flows go
 * @param chance random numbers of the emission
 */
record Moment(
        long start, long nanos, double demand, Site site, Conditions conditions, Recorder recorder, Chance chance) {
    double seconds() {
        return nanos / 1e9;
    }

    /** A time within the step. */
    long anywhere() {
        return start + (long) (chance.uniform() * nanos);
    }
}
