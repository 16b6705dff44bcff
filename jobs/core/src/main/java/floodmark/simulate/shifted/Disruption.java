package floodmark.simulate.shifted;

/**
 * Something in the network that all destinations feel.
 *
 * @param cut providers whose users do not get through
 * @param level factor of the traffic of all others; above 1 when routes lead more of it past the vantage
 * @param loss share of attempts that fail
 * @param flap seconds of each state of a port that goes up and down; 0 for none
 */
record Disruption(long start, long end, boolean[] cut, double level, double loss, double flap) {

    boolean on(double second) {
        return second >= start && second < end && (flap == 0 || (long) ((second - start) / flap) % 2 == 0);
    }

    /** Share of a provider's users' weight that is left. */
    double left(AddressPlan plan) {
        double left = 0;
        for (int i = 0; i < plan.providers(); i++) {
            left += cut.length > 0 && cut[i % cut.length] ? 0 : plan.share(i);
        }
        return left * level;
    }
}
