package floodmark.simulate.reference;

import floodmark.claim.Vantage.Place;
import floodmark.evidence.Explanation;
import floodmark.model.Address;
import floodmark.model.Times;
import floodmark.model.Window;
import java.util.List;

/** A flood by an adversary: how strong, how long, on what, and what becomes of the service. */
abstract class Flood implements Cause {
    /**
     * What becomes of the service.
     *
     * @param answered share of sessions that are still answered
     * @param refused of the others: share that is refused
     * @param stuck of the rest: share that is accepted and left alone
     * @param retries further attempts of those without an answer
     * @param afterNanos how long after the onset it begins
     */
    record Damage(double answered, double refused, double stuck, double retries, long afterNanos) {}

    /**
     * @param mechanism stable name
     * @param course when and how strong
     * @param pps packets a second at full strength, at the subject
     * @param bytes mean IP bytes of a packet
     * @param targets addresses that it aims at
     * @param damage what becomes of the service
     * @param records records that it may take
     */
    record Strength(
            String mechanism,
            Course course,
            double pps,
            double bytes,
            List<Address> targets,
            Damage damage,
            int records) {
        Strength {
            targets = List.copyOf(targets);
        }
    }

    /** Pulses are shorter than bins. */
    private static final long SUB_STEP = 10 * Times.SECOND;

    private static final int BITS = 8;

    private final Strength strength;

    Flood(Strength strength) {
        this.strength = strength;
    }

    Strength strength() {
        return strength;
    }

    @Override
    public final Explanation kind() {
        return Explanation.ATTACK;
    }

    @Override
    public final String mechanism() {
        return strength.mechanism;
    }

    @Override
    public final Window when() {
        return strength.course.window();
    }

    /** True if its packets cannot be told from those of users, by design. */
    boolean mimicry() {
        return false;
    }

    /** True if a telescope can see answers to it. */
    boolean backscatter() {
        return false;
    }

    /** Mean bit/s at full strength. */
    double bps() {
        return strength.pps * strength.bytes * BITS;
    }

    /** Records for each packet that is recorded, 1 or less: strong floods are recorded in coarser grains. */
    final double grain(View view) {
        double seconds = strength.course.window().seconds() * StrictMath.max(0.01, strength.course.mean());
        double packets = strength.pps * seconds * StrictMath.min(1, view.share()) / view.sampling();
        return StrictMath.max(1, packets / strength.records);
    }

    @Override
    public void shape(long nanos, Conditions conditions) {
        double now = strength.course.at(nanos);
        conditions.floodBps += now * bps();
        Window window = strength.course.window();
        Damage damage = strength.damage;
        if (damage.answered < 1 && nanos >= window.startNanos() + damage.afterNanos && nanos < window.endNanos()) {
            for (int s = 0; s < conditions.usual.length; s++) {
                conditions.fail(s, damage.answered, damage.refused, damage.stuck, damage.retries);
            }
        }
    }

    @Override
    public void emit(Moment moment) {
        boolean telescope = moment.recorder().view().place() == Place.TELESCOPE;
        if (moment.recorder().view().bypass()) {
            return;
        }
        Window window = strength.course.window();
        long end = StrictMath.min(moment.start() + moment.nanos(), window.endNanos());
        long start = StrictMath.max(moment.start(), window.startNanos());
        for (long from = start; from < end; from += SUB_STEP) {
            long to = StrictMath.min(end, from + SUB_STEP);
            double packets =
                    strength.pps * strength.course.mean(from, to) * moment.conditions().passing * ((to - from) / 1e9);
            if (packets > 0 && telescope) {
                backscatter(moment, packets, from, to - from);
            } else if (packets > 0) {
                send(moment, packets, from, to - from);
            }
        }
    }

    /** Writes the records of so many packets. */
    abstract void send(Moment moment, double packets, long start, long nanos);

    /** Writes what a telescope receives of the answers to so many packets; nothing unless senders are forged. */
    void backscatter(Moment moment, double packets, long start, long nanos) {}
}
