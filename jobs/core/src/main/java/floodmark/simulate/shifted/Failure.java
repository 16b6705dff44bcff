package floodmark.simulate.shifted;

/**
 * A service that fails by itself.
 *
 * @param mode what becomes of sessions that it turns away
 * @param broken share of sessions that it turns away
 * @param capacity share of its capacity that is left
 * @param vanish seconds in which the users who find it fall to a third; infinite unless its name is gone
 * @param standing seconds' worth of sessions that lose a connection when it begins
 * @param services how many of the subject's services it takes, the first ones
 */
record Failure(
        long start,
        long end,
        Outcome mode,
        double broken,
        double capacity,
        double vanish,
        double standing,
        int services) {

    boolean on(double second) {
        return second >= start && second < end;
    }

    /** Share of the users who still come. */
    double presence(double second) {
        if (Double.isInfinite(vanish) || second < start) {
            return 1;
        }
        if (second < end) {
            return StrictMath.max(.01, StrictMath.exp(-(second - start) / vanish));
        }
        return -StrictMath.expm1(-(second - end + 30) / vanish);
    }
}
