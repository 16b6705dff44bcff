package floodmark.simulate.shifted;

import java.util.Map;

/**
 * Something in the network that all destinations feel.
 *
 * @param cut providers whose users do not get through
 * @param level factor of the traffic of all others; above 1 when routes lead more of it past the vantage
 * @param loss share of attempts that fail
 * @param flap seconds of each state of a port that goes up and down; 0 for none
 * @param joined users who usually ask elsewhere and are led here
 * @param more how many of these there are, for one of those who always come here; 0: none
 * @param looped what attempts look like that go round in circles past the vantage; empty: nothing does
 */
record Disruption(
        long start,
        long end,
        boolean[] cut,
        double level,
        double loss,
        double flap,
        AddressPlan joined,
        double more,
        Map<Kind, Session> looped) {

    boolean on(double second) {
        return second >= start && second < end && (flap == 0 || (long) ((second - start) / flap) % 2 == 0);
    }

    /** What an attempt that does not arrive looks like. */
    Session dropped(Service service) {
        return looped.getOrDefault(service.kind, service.session(Outcome.DROPPED));
    }

    /** Sessions that come, for one of ordinary times: those of the users who are left, and of those who join them. */
    double arriving(AddressPlan plan) {
        return left(plan) + more;
    }

    /** Share of those who come that are not the usual ones. */
    double strangers(AddressPlan plan) {
        return more > 0 ? more / arriving(plan) : 0;
    }

    /** Share of a provider's users' weight that is left. */
    private double left(AddressPlan plan) {
        double left = 0;
        for (int i = 0; i < plan.providers(); i++) {
            left += cut.length > 0 && cut[i % cut.length] ? 0 : plan.share(i);
        }
        return left * level;
    }
}
