package floodmark.claim;

import org.jspecify.annotations.Nullable;

/**
 * Where a capture was made and what can be seen from there.
 *
 * @param name for people
 * @param place edge, transit, exchange, telescope or server
 * @param sees both directions or inbound only
 * @param shareLow lower end of the part of the subject's traffic that passes here, in (0, 1]
 * @param shareHigh upper end, in [shareLow, 1]
 * @param telescopeAddresses number of addresses of a telescope, or null
 */
public record Vantage(
        String name,
        Place place,
        Sees sees,
        double shareLow,
        double shareHigh,
        @Nullable Long telescopeAddresses) {

    public enum Place {
        EDGE,
        TRANSIT,
        EXCHANGE,
        TELESCOPE,
        SERVER
    }

    public enum Sees {
        BOTH,
        INBOUND
    }

    /** What is assumed where a case says nothing: the edge, both directions, everything. */
    public static Vantage unstated() {
        return new Vantage("unstated", Place.EDGE, Sees.BOTH, 1, 1, null);
    }
}
