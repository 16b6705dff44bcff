package floodmark.simulate.shifted;

import floodmark.model.Address;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A flood by an adversary: packets by themselves, or sessions that look for work. What is astray by accident has the same form.
 *
 * @param level packets (or sessions) a second at full strength
 * @param pulse seconds on and seconds off; 0: steady
 * @param ramp seconds of its rise
 * @param services which of the subject's services it is for
 * @param addresses where packets go
 * @param strands kinds of packets; empty for sessions
 * @param session what one of its sessions looks like; null for packets
 * @param cost work of a session, in the user's sessions
 * @param held part of all connections of the server that it holds
 * @param visible whether the vantage sees it
 */
record Flood(
        long start,
        long end,
        double level,
        double pulse,
        double ramp,
        List<Integer> services,
        List<Address> addresses,
        List<Strand> strands,
        @Nullable Session session,
        AddressPlan sources,
        double cost,
        double held,
        boolean visible) {
    /** Strength at that second, as a share. */
    double at(double second) {
        if (second < start || second >= end) {
            return 0;
        }
        if (pulse > 0 && (long) ((second - start) / pulse) % 2 == 1) {
            return 0;
        }
        return ramp > 0 ? StrictMath.min(1, (second - start + 1) / ramp) : 1;
    }

    boolean packets() {
        return session == null;
    }

    /** Mean bits of a packet (or session). */
    double bits() {
        if (session != null) {
            return session.bitsThere();
        }
        double bytes = 0;
        for (Strand strand : strands) {
            bytes += strand.share() * strand.meanBytes();
        }
        return 8 * bytes;
    }

    double packetsEach() {
        return session != null ? session.packetsThere() : 1;
    }

    /** SYN packets a second at full strength that claim room for a connection. */
    double halfOpen() {
        double share = 0;
        for (Strand strand : strands) {
            share += strand.trace() == Trace.SYN ? strand.share() : 0;
        }
        return level * share;
    }
}
