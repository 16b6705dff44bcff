package floodmark.stats;

/**
 * Does a telescope see the answers of a victim to a flood with uniformly spoofed senders, and how large was the flood?
 *
 * <p>A telescope of n addresses receives a share n/2^32 of m answers: {@code E = m n / 2^32}, so the rate at the victim is at
 * least the observed one times 2^32/n, and m answers are all missed with probability {@code (1 - n/2^32)^m}. Moore, Voelker and
 * Savage 2001, USENIX Security (also Moore et al. 2006, ACM TOCS 24(2)). Thresholds are those of the Corsaro software: 25
 * packets, a duration of 60 s, and 30 packets within some 60 s. Victims that do not answer, reflectors, non-uniform spoofing and
 * filtered networks make the size a lower bound and silence no proof. Units: packets a second.
 *
 * <p>Special cases: no rate is visible (NaN) in less time than the rule asks for.
 */
public final class Backscatter {
    /** Registry entry. */
    public static final StatTest ABOUT = new Described(
            "backscatter",
            "backscatter rule of network telescopes",
            "Did the subject answer spoofed senders, and at what rate?",
            "Moore, Voelker and Savage 2001, USENIX Security");

    /** Fewest packets of an attack. */
    public static final long MIN_PACKETS = 25;
    /** Shortest duration of an attack in seconds. */
    public static final double MIN_SECONDS = 60;
    /** Fewest packets within the densest {@link #WINDOW_MILLIS}. */
    public static final long MIN_IN_WINDOW = 30;
    /** Length of the sliding window. */
    public static final long WINDOW_MILLIS = 60_000;

    private static final double ALL_IPV4 = 4294967296.0;

    private Backscatter() {}

    /** Whether the rule calls it an attack. */
    public static boolean isAttack(long packets, double seconds, long mostInWindow) {
        return packets >= MIN_PACKETS && seconds >= MIN_SECONDS && mostInWindow >= MIN_IN_WINDOW;
    }

    /** Most packets in any half-open stretch of {@link #WINDOW_MILLIS}; times ascending, one entry a packet. */
    public static long mostInWindow(long[] millis) {
        int from = 0;
        int most = 0;
        for (int to = 0; to < millis.length; to++) {
            if (to > 0 && millis[to] < millis[to - 1]) {
                throw new IllegalArgumentException("times not ascending at " + to);
            }
            while (millis[to] - millis[from] >= WINDOW_MILLIS) {
                from++;
            }
            most = StrictMath.max(most, to - from + 1);
        }
        return most;
    }

    /** Answers a second that the victim sent at least, given the rate at the telescope. */
    public static double inferredRate(double observedPerSecond, double telescopeAddresses) {
        return observedPerSecond * ALL_IPV4 / checked(telescopeAddresses);
    }

    /** Probability that a telescope sees none of {@code answers}. */
    public static double missProbability(double answers, double telescopeAddresses) {
        return StrictMath.exp(answers * StrictMath.log1p(-checked(telescopeAddresses) / ALL_IPV4));
    }

    /**
     * Smallest constant rate of answers (packets a second at the victim) whose expected arrivals meet every threshold of the
     * rule within the given time; NaN if the time is below {@link #MIN_SECONDS}.
     */
    public static double smallestRate(double seconds, double telescopeAddresses) {
        if (!(seconds >= MIN_SECONDS)) {
            return Double.NaN;
        }
        double perSecond = StrictMath.max(MIN_PACKETS / seconds, MIN_IN_WINDOW * 1000.0 / WINDOW_MILLIS);
        return inferredRate(perSecond, telescopeAddresses);
    }

    private static double checked(double addresses) {
        if (!(addresses > 0 && addresses < ALL_IPV4)) {
            throw new IllegalArgumentException("telescope of " + addresses + " addresses");
        }
        return addresses;
    }
}
