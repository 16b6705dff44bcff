package floodmark.simulate.reference;

import java.util.function.UnaryOperator;

/**
 * A flood through the connections of real households that behaves like users in every respect that a flow record holds: by design
 * nothing but the number of users is unusual.
 */
final class MimicFlood extends Flood {
    private final double factor;
    private final Conditions.PeerSource people;
    private final boolean[] services;

    /** @param factor sessions at full strength in units of the usual ones */
    MimicFlood(Strength strength, double factor, Conditions.PeerSource people, boolean[] services) {
        super(strength);
        this.factor = factor;
        this.people = people;
        this.services = services.clone();
    }

    @Override
    boolean mimicry() {
        return true;
    }

    @Override
    public void shape(long nanos, Conditions conditions) {
        super.shape(nanos, conditions);
        double now = strength().course().at(nanos);
        if (now > 0) {
            conditions.extra.add(new Conditions.Extra(factor * now, people, services, UnaryOperator.identity()));
            // Its sessions are counted among the others.
            conditions.floodBps -= now * bps();
        }
    }

    @Override
    public void emit(Moment moment) {}

    @Override
    void send(Moment moment, double packets, long start, long nanos) {}
}
