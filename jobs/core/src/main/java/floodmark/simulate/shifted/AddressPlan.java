package floodmark.simulate.shifted;

import floodmark.model.Address;
import floodmark.stats.Draws;

/**
 * Who has which addresses: access providers with many /24s and some with IPv6, translation pools that many users share, ranges of
 * hosting companies. Users return: a few ask often and most seldom.
 */
final class AddressPlan {
    private final int[] first;
    private final int[] networks;
    private final long[] sixth;
    private final double[] sixShare;
    private final double[] poolShare;
    private final int[] pool;
    private final double[] users;
    private final long[] salt;
    private final double[] weights;
    private final double[] cumulative;
    private final double habit;

    private AddressPlan(int size, double habit) {
        first = new int[size];
        networks = new int[size];
        sixth = new long[size];
        sixShare = new double[size];
        poolShare = new double[size];
        pool = new int[size];
        users = new double[size];
        salt = new long[size];
        weights = new double[size];
        cumulative = new double[size];
        this.habit = habit;
    }

    /**
     * Access providers.
     *
     * @param providers how many
     * @param population users of all of them
     * @param habit 1: all alike; the larger, the more often the same few
     * @param six whether the other end speaks IPv6 too
     */
    static AddressPlan access(Draws draws, int providers, double population, double habit, boolean six) {
        AddressPlan plan = new AddressPlan(providers, habit);
        double skew = Laws.between(draws, .5, 1.3);
        for (int i = 0; i < providers; i++) {
            plan.weights[i] = StrictMath.pow(i + 1, -skew) * Laws.lognormal(draws, 1, .4);
            plan.networks[i] = 4 + draws.below(252);
            plan.sixShare[i] = six && Laws.chance(draws, .5) ? Laws.between(draws, .1, .6) : 0;
            boolean mobile = Laws.chance(draws, .35);
            plan.poolShare[i] = mobile ? Laws.between(draws, .4, 1) : Laws.chance(draws, .3) ? .1 : 0;
            plan.pool[i] = 4 + draws.below(60);
            plan.open(i, draws);
        }
        return plan.weighed(population);
    }

    /** Hosting companies: few ranges, no translation. */
    static AddressPlan hosting(Draws draws, int ranges, double machines) {
        AddressPlan plan = new AddressPlan(ranges, 1);
        for (int i = 0; i < ranges; i++) {
            plan.weights[i] = Laws.lognormal(draws, 1, .8);
            plan.networks[i] = 1 + draws.below(12);
            plan.open(i, draws);
        }
        return plan.weighed(machines);
    }

    /** The same providers, used more or less by another destination's users. */
    AddressPlan reweighed(Draws draws) {
        AddressPlan other = new AddressPlan(weights.length, Laws.between(draws, 1, 3));
        double population = 0;
        for (int i = 0; i < weights.length; i++) {
            other.first[i] = first[i];
            other.networks[i] = networks[i];
            other.sixth[i] = sixth[i];
            other.poolShare[i] = poolShare[i];
            other.pool[i] = pool[i];
            other.salt[i] = salt[i];
            other.weights[i] = weights[i] * Laws.lognormal(draws, 1, .5);
            population += users[i];
        }
        return other.weighed(population);
    }

    /** Users of a few of the same providers who all come through the translators of these: many people and few addresses. */
    AddressPlan exits(Draws draws, int carriers) {
        AddressPlan few = new AddressPlan(carriers, 1);
        int at = draws.below(weights.length);
        for (int i = 0; i < carriers; i++) {
            int from = (at + i) % weights.length;
            few.first[i] = first[from];
            few.networks[i] = networks[from];
            few.sixth[i] = sixth[from];
            few.poolShare[i] = 1;
            few.pool[i] = pool[from];
            few.salt[i] = draws.seed();
            few.weights[i] = Laws.lognormal(draws, 1, .7);
        }
        return few.weighed(population());
    }

    private void open(int i, Draws draws) {
        first[i] = routed(draws) & 0xffff0000;
        sixth[i] = 0x2a00_0000L + draws.below(0x20_0000) * 8L;
        salt[i] = draws.seed();
    }

    private AddressPlan weighed(double population) {
        System.arraycopy(Laws.cumulative(weights), 0, cumulative, 0, weights.length);
        for (int i = 0; i < weights.length; i++) {
            double share = cumulative[i] - (i == 0 ? 0 : cumulative[i - 1]);
            users[i] = StrictMath.max(1, population * share);
        }
        return this;
    }

    /** An address that may be routed: no private, shared, link-local, documentation or multicast range. */
    static int routed(Draws draws) {
        while (true) {
            int octet = 1 + draws.below(223);
            boolean special = octet == 10 || octet == 100 || octet == 127 || octet == 169 || octet == 172;
            if (!special && octet != 192 && octet != 198 && octet != 203) {
                return octet << 24 | draws.below(1 << 24);
            }
        }
    }

    /** How many users there are. */
    double population() {
        double population = 0;
        for (double some : users) {
            population += some;
        }
        return population;
    }

    int providers() {
        return weights.length;
    }

    double share(int provider) {
        return cumulative[provider] - (provider == 0 ? 0 : cumulative[provider - 1]);
    }

    Address draw(Draws draws) {
        return draw(draws, Laws.index(cumulative, draws.uniform()));
    }

    /** A user of one of the providers that are not cut off; nobody is cut off if {@code cut} is empty. */
    Address draw(Draws draws, boolean[] cut) {
        int provider = Laws.index(cumulative, draws.uniform());
        for (int tries = 0; cut.length > 0 && cut[provider % cut.length] && tries < 200; tries++) {
            provider = Laws.index(cumulative, draws.uniform());
        }
        return draw(draws, provider);
    }

    private Address draw(Draws draws, int provider) {
        long user = (long) (users[provider] * StrictMath.pow(draws.uniform(), habit));
        long fixed = Laws.mix(salt[provider], user);
        double kind = (fixed >>> 40 & 0xffff) / 65536.0;
        long rest = Laws.mix(fixed, 1);
        if (kind < sixShare[provider]) {
            long network = (rest & 0xffffffffL) % (networks[provider] * 20L);
            return new Address(sixth[provider] << 32 | network << 16 | rest >>> 56, Laws.mix(rest, 2));
        }
        if (((fixed >>> 20) & 0xffff) / 65536.0 < poolShare[provider]) {
            long at = (rest & 0xffffff) % pool[provider];
            return Address.ofIpv4(first[provider] | (int) (at / 16) << 8 | (int) (10 + at % 16));
        }
        int network = (int) ((rest >>> 8 & 0xffffff) % networks[provider]);
        return Address.ofIpv4(first[provider] | network << 8 | (int) (1 + (rest >>> 34) % 254));
    }

    /** What is left of an address's first time to live: three usual initial values, and a path that its network fixes. */
    static int ttl(Address address) {
        Address network = address.network();
        long fixed = Laws.mix(network.high(), network.low());
        long kind = Laws.mix(address.high(), address.low()) >>> 8 & 0xff;
        int initial = kind < 165 ? 64 : kind < 245 ? 128 : 255;
        return initial - 5 - (int) ((fixed >>> 9 & 0xffff) % 17);
    }
}
