package floodmark.simulate.shifted;

import java.util.Arrays;

/**
 * One service's machines as a fluid: sessions arrive, some get through, a queue of limited patience forms beyond capacity, what
 * does not fit fails, and those that failed come back with doubled pauses or give up. Overload, retries and loss of answers follow.
 */
final class Server {
    private static final int TRIES = 5;

    private final double work;
    private final double patience;
    private final Outcome excess;
    private final double giveUp;
    private final double pause;
    private double queue;
    private final double[] waiting = new double[TRIES];
    private final double[] attempts = new double[TRIES];
    private final double[] outcomes = new double[Outcome.values().length];
    private double foreignServed = 1;

    /**
     * @param work sessions a second that can be served
     * @param patience seconds of work that may wait
     * @param excess what becomes of sessions beyond that
     * @param giveUp share of those that failed who do not come back
     * @param pause seconds before the first new attempt, doubled each time
     */
    Server(double work, double patience, Outcome excess, double giveUp, double pause) {
        this.work = work;
        this.patience = patience;
        this.excess = excess;
        this.giveUp = giveUp;
        this.pause = pause;
    }

    void reset() {
        queue = 0;
        Arrays.fill(waiting, 0);
    }

    /** Users that lose a standing connection and come back at once. */
    void lose(double sessions) {
        waiting[1] += sessions;
    }

    /**
     * @param step seconds
     * @param fresh new sessions in the step
     * @param connect share whose packets reach the machines
     * @param broken share of these that end as {@code mode}, whatever the load
     * @param capacity share of the usual capacity that is left
     * @param foreign work of an adversary in the step, in sessions
     */
    void step(double step, double fresh, double connect, double broken, Outcome mode, double capacity, double foreign) {
        attempts[0] = fresh;
        double total = fresh;
        for (int k = 1; k < TRIES; k++) {
            attempts[k] = waiting[k] * -StrictMath.expm1(-step / (pause * (1 << (k - 1))));
            waiting[k] -= attempts[k];
            total += attempts[k];
        }
        Arrays.fill(outcomes, 0);
        double dropped = total * (1 - connect);
        double turned = (total - dropped) * broken;
        queue += total - dropped - turned;
        double available = work * capacity * step;
        double own = queue + foreign > 0 ? queue / (queue + foreign) : 1;
        double served = StrictMath.min(queue, available * own);
        foreignServed = foreign > 0 ? StrictMath.min(1, (available - served) / foreign) : 1;
        queue -= served;
        double over = StrictMath.max(0, queue - patience * work * capacity);
        queue -= over;
        outcomes[Outcome.SERVED.ordinal()] = served;
        outcomes[Outcome.DROPPED.ordinal()] += dropped;
        outcomes[mode.ordinal()] += turned;
        outcomes[excess.ordinal()] += over;
        double failed = total > 0 ? StrictMath.min(1, (dropped + turned + over) / total) : 0;
        for (int k = 0; k + 1 < TRIES; k++) {
            waiting[k + 1] += attempts[k] * failed * (1 - giveUp);
        }
    }

    /** Sessions of the last step that ended so. */
    double ended(Outcome outcome) {
        return outcomes[outcome.ordinal()];
    }

    /** Share of the adversary's work that was done. */
    double foreignServed() {
        return foreignServed;
    }

    Outcome excess() {
        return excess;
    }
}
