package floodmark.simulate.reference;

import floodmark.model.Address;
import java.util.ArrayList;
import java.util.List;

/** The comparison destinations: other servers in other networks, with ordinary traffic of their own. */
final class Elsewhere {
    private static final double MEMORY = 0.95;

    private final List<Service> hosts = new ArrayList<>();
    private final long[] shift;
    private final double[] state;
    private final double sigma;

    Elsewhere(Chance chance, int count, double recordsPerSecond, View sizedFor) {
        shift = new long[count];
        state = new double[count];
        sigma = chance.logBetween(0.05, 0.25);
        for (int i = 0; i < count; i++) {
            Application application = chance.pick(List.of(Application.values()));
            double packetsIn = application.packetsIn * chance.logBetween(0.5, 4);
            double rate = recordsPerSecond / count * chance.logBetween(0.4, 2.2);
            Address address = Address.ofIpv4(Networks.routable(chance) & 0xffffff00 | 1 + chance.below(250));
            shift[i] = (long) (chance.normal() * 3600e9);
            double packetsOut = application.packetsOut * chance.logBetween(0.3, 4);
            double in = sizedFor.seen(packetsIn);
            double out = sizedFor.seesOut() ? sizedFor.seen(packetsOut) : 0;
            hosts.add(new Service(
                    "other" + i,
                    application,
                    List.of(address),
                    List.of(address.toString()),
                    chance.pick(application.ports),
                    false,
                    rate * StrictMath.min(1 / in, 2 / (in + out)) / StrictMath.max(0.02, sizedFor.share()),
                    packetsIn,
                    StrictMath.max(46, application.sizeIn * chance.logBetween(0.8, 1.2)),
                    packetsOut,
                    StrictMath.min(1480, application.sizeOut * chance.logBetween(0.8, 1.2)),
                    chance.between(0.25, 1),
                    1,
                    0));
        }
    }

    List<Address> addresses() {
        return hosts.stream().map(h -> h.addresses().get(0)).toList();
    }

    /** Begins again, for the same flows at each call. */
    void start(Chance chance) {
        for (int i = 0; i < state.length; i++) {
            state[i] = chance.normal();
        }
    }

    void emit(Moment moment, Sessions sessions, Rhythm rhythm) {
        Chance chance = moment.chance();
        for (int i = 0; i < state.length; i++) {
            state[i] = MEMORY * state[i] + StrictMath.sqrt(1 - MEMORY * MEMORY) * chance.normal();
            double level = rhythm.expected(moment.start() + shift[i])
                    * StrictMath.exp(sigma * state[i] - sigma * sigma / 2)
                    * moment.conditions().elsewhere;
            Service host = hosts.get(i);
            sessions.answered(host, host.rate() * moment.seconds() * level, 1, 1, moment.site()::client);
        }
    }
}
