package floodmark.simulate.reference;

import floodmark.evidence.Explanation;
import floodmark.simulate.Generator;
import floodmark.simulate.Incident;
import floodmark.stats.Draws;
import java.util.ArrayList;
import java.util.List;

/**
 * The incidents that likelihood ratios are calibrated on: the five explanations evenly, their mechanisms evenly within them, half
 * of the attacks with company, everything else at random within wide bounds.
 */
public final class ReferenceGenerator implements Generator {
    private static final List<Explanation> EXPLANATIONS = List.of(
            Explanation.ATTACK,
            Explanation.FLASH_CROWD,
            Explanation.SERVICE_FAILURE,
            Explanation.NETWORK_EVENT,
            Explanation.NOTHING_UNUSUAL);

    private static final long CHOICE = 0;
    /** A flood beside another cause is too small to matter: at most this part of the usual volume. */
    private static final double TOO_SMALL = 0.2;

    @Override
    public String id() {
        return "reference";
    }

    @Override
    public Incident incident(long seed, long number) {
        return new SimulatedIncident(Blueprint.of(Request.drawn(seed, number, wishes(seed, number))));
    }

    /** What happens in an incident; the first accounts for the trouble. */
    static List<Request.Wish> wishes(long seed, long number) {
        Chance chance = new Chance(Draws.of(seed, number, CHOICE));
        Explanation main = chance.pick(EXPLANATIONS);
        List<Request.Wish> wishes = new ArrayList<>();
        wishes.add(wish(chance, main));
        boolean company = chance.happens(0.5);
        boolean crowd = chance.happens(0.5);
        boolean flood = chance.happens(0.1);
        if (main == Explanation.ATTACK && company) {
            wishes.add(wish(chance, crowd ? Explanation.FLASH_CROWD : Explanation.SERVICE_FAILURE));
        } else if ((main == Explanation.FLASH_CROWD || main == Explanation.SERVICE_FAILURE) && flood) {
            double size = chance.logBetween(TOO_SMALL / 10, TOO_SMALL);
            wishes.add(new Request.Wish(chance.pick(SMALL), new Beside(size)));
        }
        return wishes;
    }

    private static final List<Mechanism> SMALL = List.of(
            Mechanism.SYN_FLOOD_SPOOFED,
            Mechanism.SYN_FLOOD_BOTS,
            Mechanism.UDP_FLOOD_BOTS,
            Mechanism.REFLECTION,
            Mechanism.ICMP_FLOOD,
            Mechanism.HTTP_FLOOD_BOTS);

    private static Request.Wish wish(Chance chance, Explanation kind) {
        return new Request.Wish(chance.pick(Mechanism.of(kind)), Knobs.DRAWN);
    }

    /** A flood of the given size that does no damage. */
    private record Beside(double size) implements Knobs {
        @Override
        public double number(String key, double least, double most, double drawn) {
            return key.equals("size") ? size : drawn;
        }

        @Override
        public double seconds(String key, double least, double most, double drawn) {
            return drawn;
        }

        @Override
        public long time(String key, long drawn) {
            return drawn;
        }

        @Override
        public boolean flag(String key, boolean drawn) {
            return !key.equals("takes_down") && drawn;
        }

        @Override
        public String choice(String key, List<String> words, String drawn) {
            return drawn;
        }
    }
}
