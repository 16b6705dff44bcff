package floodmark.simulate.reference;

import floodmark.model.Address;
import floodmark.model.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The subject: its services, its users, its usual load. */
final class Site {
    /** Bytes a second that make a bit/s. */
    private static final int BITS = 8;

    private static final List<Double> SERVICE_COUNTS = List.of(0.45, 0.7, 0.85, 0.95, 1.0);

    private final List<Service> services;
    private final Community users;
    private final double newcomers;
    private final Prefix prefix;
    private final boolean asPrefix;

    private Site(List<Service> services, Community users, double newcomers, Prefix prefix, boolean asPrefix) {
        this.services = List.copyOf(services);
        this.users = users;
        this.newcomers = newcomers;
        this.prefix = prefix;
        this.asPrefix = asPrefix;
    }

    /**
     * Draws a subject.
     *
     * @param recordsPerSecond records of inbound flows that the vantage shall have in ordinary times
     * @param sizedFor the vantage that this is about
     * @param asPrefix true if the case declares the whole prefix
     */
    static Site draw(
            Chance chance,
            Knobs knobs,
            List<Application> applications,
            double recordsPerSecond,
            View sizedFor,
            boolean asPrefix) {
        double drawn = knobs.number("ipv6", 0, 0.9, chance.happens(0.4) ? chance.between(0.05, 0.6) : 0);
        double ipv6 = asPrefix ? 0 : drawn;
        double nat = knobs.number("cgnat", 0, 1, chance.logBetween(0.01, 0.4));
        int networks = (int) knobs.number("networks", 10, 20_000, StrictMath.rint(chance.logBetween(150, 5000)));
        Community users =
                new Community(chance, networks, knobs.number("zipf", 0.1, 2, chance.between(0.6, 1.2)), ipv6, nat);
        double newcomers = knobs.number("newcomers", 0, 1, chance.logBetween(0.01, 0.4));
        int base = Networks.routable(chance) & 0xffffff00;
        int length = 25 + chance.below(4);
        Prefix prefix = Prefix.covering(Address.ofIpv4(base | chance.below(256)), length);
        long ipv6Base = Networks.ipv6Network(chance);
        List<Service> services = new ArrayList<>();
        boolean shared = !asPrefix && chance.happens(0.3);
        double[] weights = new double[applications.size()];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = chance.logBetween(0.15, 1);
            sum += weights[i];
        }
        double bulk = sizedFor.sampling() > 1 ? 1 : chance.logBetween(1, 25);
        double wanted = knobs.number("inbound_bps", 1, 1e15, Double.NaN);
        for (int i = 0; i < weights.length; i++) {
            services.add(service(
                    chance, applications.get(i), services, prefix, ipv6 > 0 ? ipv6Base : 0, shared, asPrefix, bulk));
        }
        double share = StrictMath.max(0.02, sizedFor.share());
        List<Service> rated = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            Service service = services.get(i);
            double seen = sizedFor.seen(service.packetsIn());
            rated.add(service.withRate(recordsPerSecond * weights[i] / sum / seen / share));
        }
        if (sizedFor.seesOut()) {
            // Answers are records too: where sampling leaves more of them than of requests, there are fewer of both.
            double both = rated.stream()
                    .mapToDouble(s -> s.rate() * share * (sizedFor.seen(s.packetsIn()) + sizedFor.seen(s.packetsOut())))
                    .sum();
            double fewer = StrictMath.min(1, 2 * recordsPerSecond / both);
            rated.replaceAll(s -> s.withRate(s.rate() * fewer));
        }
        Site site = new Site(rated, users, newcomers, prefix, asPrefix);
        if (Double.isNaN(wanted)) {
            return site;
        }
        double heavier = wanted / site.bpsIn();
        return new Site(rated.stream().map(s -> s.heavier(heavier)).toList(), users, newcomers, prefix, asPrefix);
    }

    private static final int NEXT_PORT = 1000;

    /** How many services, 1 to 5. */
    static int serviceCount(Chance chance) {
        double u = chance.uniform();
        int count = 1;
        while (u >= SERVICE_COUNTS.get(count - 1)) {
            count++;
        }
        return count;
    }

    private static Service service(
            Chance chance,
            Application application,
            List<Service> earlier,
            Prefix prefix,
            long ipv6Base,
            boolean shared,
            boolean asPrefix,
            double bulk) {
        int index = earlier.size();
        int first = prefix.base().ipv4Bits();
        int size = 1 << 32 - prefix.length();
        List<Address> addresses = new ArrayList<>();
        List<String> declared = new ArrayList<>();
        int hosts = asPrefix ? 1 + chance.below(6) : chance.happens(0.8) ? 1 : 2;
        for (int i = 0; i < hosts; i++) {
            int host = shared ? 1 : asPrefix ? chance.below(size) : 1 + index * 2 + i;
            Address address = Address.ofIpv4(first + host);
            if (!addresses.contains(address)) {
                addresses.add(address);
            }
        }
        if (ipv6Base != 0 && !asPrefix) {
            addresses.add(new Address(ipv6Base, 0x50 + (shared ? 0 : index)));
        }
        addresses.forEach(a -> declared.add(a.toString()));
        if (asPrefix) {
            declared.clear();
            declared.add(prefix.toString());
        }
        int port = freePort(application, earlier, chance);
        return new Service(
                application.name().toLowerCase(Locale.ROOT).replace('_', '-') + (index == 0 ? "" : index),
                application,
                addresses,
                declared,
                port,
                shared || !asPrefix && chance.happens(0.2),
                1,
                application.packetsIn * bulk * chance.logBetween(0.5, 2),
                StrictMath.min(1400, StrictMath.max(46, application.sizeIn * chance.logBetween(0.75, 1.4))),
                application.packetsOut * bulk * chance.logBetween(0.3, 3),
                StrictMath.min(1480, StrictMath.max(46, application.sizeOut * chance.logBetween(0.7, 1.3))),
                chance.between(0.25, 1),
                1,
                0);
    }

    /** Services of one address differ in their ports: each later one of the same protocol moves on. */
    private static int freePort(Application application, List<Service> earlier, Chance chance) {
        int port = chance.pick(application.ports);
        for (int i = 0; i < earlier.size(); i++) {
            if (earlier.get(i).application().protocol == application.protocol) {
                port += NEXT_PORT * earlier.size();
                break;
            }
        }
        while (taken(application, port, earlier)) {
            port += NEXT_PORT;
        }
        return port;
    }

    private static boolean taken(Application application, int port, List<Service> earlier) {
        return earlier.stream().anyMatch(s -> s.application().protocol == application.protocol && s.port() == port);
    }

    List<Service> services() {
        return services;
    }

    Community users() {
        return users;
    }

    Prefix prefix() {
        return prefix;
    }

    /** True if the case declares the whole prefix as one service. */
    boolean asPrefix() {
        return asPrefix;
    }

    /** A usual client, or one that is new. */
    void client(Chance chance, Peer into) {
        if (chance.happens(newcomers)) {
            users.fresh(chance, into);
        } else {
            users.usual(chance, into);
        }
    }

    /** Mean packets a second to the subject, the day's wave left out. */
    double ppsIn() {
        return services.stream().mapToDouble(s -> s.rate() * s.packetsIn()).sum();
    }

    /** Mean sessions a second. */
    double sessions() {
        return services.stream().mapToDouble(Service::rate).sum();
    }

    double bpsIn() {
        return services.stream()
                .mapToDouble(s -> s.rate() * s.packetsIn() * s.sizeIn() * BITS)
                .sum();
    }

    double bpsOut() {
        return services.stream()
                .mapToDouble(s -> s.rate() * s.packetsOut() * s.sizeOut() * BITS)
                .sum();
    }

    /** The service with the most bytes. */
    int mainService() {
        int best = 0;
        for (int i = 1; i < services.size(); i++) {
            if (volume(i) > volume(best)) {
                best = i;
            }
        }
        return best;
    }

    private double volume(int i) {
        Service s = services.get(i);
        return s.rate() * (s.packetsIn() * s.sizeIn() + s.packetsOut() * s.sizeOut());
    }
}
