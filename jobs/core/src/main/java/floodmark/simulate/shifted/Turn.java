package floodmark.simulate.shifted;

/**
 * A part of the users who come in another way from some moment on, and stay with it: as many as before, and served as before.
 *
 * @param start second from which the first do
 * @param rise seconds until all do who will
 * @param share of the users who will
 * @param session how they come then
 */
record Turn(long start, double rise, double share, Session session) {

    /** Share of the users who come in the new way. */
    double at(double second) {
        return second < start ? 0 : share * StrictMath.min(1, (second - start) / rise);
    }
}
