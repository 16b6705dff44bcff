package floodmark.simulate.reference;

/**
 * What becomes of a service that more is asked of than it can do.
 *
 * @param capacity load at which it begins to fail, in units of the usual demand
 * @param collapse 0: it goes on at its capacity; above: it answers ever less beyond it
 * @param stuck share of failing connections that are accepted
 * @param retries further attempts of those without an answer
 */
record Overload(double capacity, double collapse, double stuck, double retries) {
    private static final double REFUSED = 0.3;

    void befall(Conditions conditions, int service, double load) {
        if (load > capacity) {
            double share = StrictMath.pow(capacity / load, 1 + collapse);
            conditions.fail(service, share, REFUSED * stuck, stuck, retries);
        }
    }
}
