package floodmark.simulate.shifted;

import java.util.Map;

/**
 * Users who come in numbers.
 *
 * @param form how their number rises and falls
 * @param start second at which it is due
 * @param end when what drew them ends
 * @param peak most sessions a second
 * @param rise seconds in which it builds up
 * @param fall seconds in which it falls to a third
 * @param failed what their sessions look like that fail in some way, where they differ from those of other users
 */
record Crowd(
        Form form,
        long start,
        long end,
        double peak,
        double rise,
        double fall,
        Session session,
        AddressPlan users,
        Map<Outcome, Session> failed) {
    Crowd(Form form, long start, long end, double peak, double rise, double fall, Session session, AddressPlan users) {
        this(form, start, end, peak, rise, fall, session, users, Map.of());
    }

    /** How they look with that service when they end so. */
    Session session(Service service, Outcome outcome) {
        return outcome == Outcome.SERVED ? session : failed.getOrDefault(outcome, service.session(outcome));
    }

    enum Form {
        /** All within a minute, then away. */
        SUDDEN,
        /** Word spreads: logistic. */
        SPREADING,
        /** Builds up to an appointed time. */
        APPOINTED,
        /** Begins at once and stays to the end. */
        PLATEAU
    }

    /** Sessions a second at that second. */
    double at(double second) {
        double since = second - start;
        double after = second - end;
        return peak
                * switch (form) {
                    case SUDDEN -> since < 0 ? 0 : since < rise ? since / rise : StrictMath.exp(-(since - rise) / fall);
                    case SPREADING -> {
                        double up = 1 / (1 + StrictMath.exp(-6 * (since / rise - .5)));
                        yield since < -rise ? 0 : after < 0 ? up : up * StrictMath.exp(-after / fall);
                    }
                    case APPOINTED -> {
                        double up = since < 0 ? StrictMath.exp(since / rise) : 1;
                        double down = since > 0 ? StrictMath.exp(-since / (fall * 3)) : 1;
                        yield since < -8 * rise ? 0 : up * down * (after > 0 ? StrictMath.exp(-after / fall) : 1);
                    }
                    case PLATEAU ->
                        since < 0
                                ? 0
                                : StrictMath.min(1, since / rise) * (after > 0 ? StrictMath.exp(-after / fall) : 1);
                };
    }
}
