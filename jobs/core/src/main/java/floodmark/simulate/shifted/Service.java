package floodmark.simulate.shifted;

import floodmark.model.Address;
import floodmark.stats.Draws;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One service of somebody: where it is, how much it is used, and what its users' sessions look like. */
final class Service {
    final String name;
    final Kind kind;
    final List<Address> addresses;
    final int port;
    /** Mean sessions per second in ordinary times, in units of the subject's. */
    final double rate;

    final Activity activity;
    final AddressPlan users;
    private final Map<Outcome, Session> sessions = new EnumMap<>(Outcome.class);

    Service(
            String name,
            Kind kind,
            List<Address> addresses,
            double rate,
            Activity activity,
            AddressPlan users,
            Sight sight,
            Draws draws) {
        this.name = name;
        this.kind = kind;
        this.addresses = List.copyOf(addresses);
        this.rate = rate;
        this.activity = activity;
        this.users = users;
        port = kind == Kind.WEB && Laws.chance(draws, .12) ? 80 : kind.port;
        sessions.put(
                Outcome.SERVED, kind.served(draws, sight, Laws.lognormal(draws, 1, .35), Laws.lognormal(draws, 1, .3)));
        for (Outcome outcome : Outcome.values()) {
            if (outcome != Outcome.SERVED) {
                sessions.put(outcome, kind.failed(draws, sight, outcome));
            }
        }
    }

    Session session(Outcome outcome) {
        Session session = sessions.get(outcome);
        if (session == null) {
            throw new IllegalStateException(name + " has no session that ends " + outcome);
        }
        return session;
    }

    /** Where a session asks: a web site's UDP is QUIC, which has the one port even if the site itself is on another. */
    int port(Session session) {
        return session.conversation.protocol == kind.protocol ? port : kind.port;
    }

    Session served() {
        return session(Outcome.SERVED);
    }
}
