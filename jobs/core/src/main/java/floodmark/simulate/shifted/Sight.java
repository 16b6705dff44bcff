package floodmark.simulate.shifted;

import floodmark.stats.Draws;
import java.util.Locale;

/**
 * Where the flows were recorded and how.
 *
 * @param place as in a case file
 * @param both whether answers pass there
 * @param share part of the subject's traffic that passes there
 * @param stated the share as the case file says it
 * @param sampling 1:N, each packet by itself
 * @param ttl whether times to live are recorded
 * @param behind whether packets that the subject's link dropped are missing
 */
record Sight(String place, boolean both, double share, String stated, int sampling, boolean ttl, boolean behind) {

    static Sight draw(Draws draws) {
        double u = draws.uniform();
        String place = u < .3 ? "server" : u < .68 ? "edge" : u < .88 ? "transit" : "exchange";
        boolean server = place.equals("server");
        boolean edge = place.equals("edge");
        boolean both = Laws.chance(draws, server ? .9 : edge ? .8 : .55);
        double share = 1;
        String stated = "1";
        if (!server && Laws.chance(draws, edge ? .25 : .85)) {
            share = edge ? Laws.between(draws, .5, .95) : Laws.between(draws, .12, .9);
            stated = Laws.chance(draws, .6)
                    ? String.format(
                            Locale.ROOT,
                            "[%.2f, %.2f]",
                            StrictMath.max(.02, share - Laws.between(draws, .03, .12)),
                            StrictMath.min(1, share + Laws.between(draws, .03, .12)))
                    : String.format(Locale.ROOT, "%.2f", share);
        }
        int sampling = server
                ? Laws.pick(draws, 1, 1, 1, 1, 10)
                : edge
                        ? Laws.pick(draws, 1, 1, 1, 32, 100, 128, 256, 500, 1000, 2000)
                        : Laws.pick(draws, 100, 512, 1000, 1024, 2048, 4096, 8192, 10_000);
        boolean behind = server || (edge && Laws.chance(draws, .6));
        return new Sight(place, both, share, stated, sampling, Laws.chance(draws, .45), behind);
    }

    /** Probability that at least one of so many packets is sampled. */
    double seen(int packets) {
        return sampling == 1 ? (packets > 0 ? 1 : 0) : 1 - StrictMath.pow(1 - 1.0 / sampling, packets);
    }

    /** How many of the packets are sampled, given that at least one is. */
    int sampled(Draws draws, int packets) {
        if (sampling == 1 || packets == 1) {
            return packets;
        }
        double skip = StrictMath.log1p(-1.0 / sampling);
        double any = -StrictMath.expm1(packets * skip);
        int at = (int) (StrictMath.log1p(-draws.uniform() * any) / skip);
        int count = 1;
        while (count < packets) {
            at += 1 + (int) StrictMath.min(packets, StrictMath.log(1 - draws.uniform()) / skip);
            if (at >= packets) {
                break;
            }
            count++;
        }
        return count;
    }
}
