package floodmark.stats;

import org.apache.commons.math3.special.Gamma;

/**
 * Does a telescope see the answers of a victim to a flood with uniformly spoofed senders, and how large was the flood?
 *
 * <p>A telescope of n addresses receives a share n/2^32 of m answers: {@code E = m n / 2^32}, so the rate at the victim is at
 * least the observed one times 2^32/n, and m answers are all missed with probability {@code (1 - n/2^32)^m}. Moore, Voelker and
 * Savage 2001, USENIX Security (also Moore et al. 2006, ACM TOCS 24(2)). Thresholds are those of the Corsaro software: 25
 * packets, a duration of 60 s, and 30 packets within some 60 s. Victims that do not answer, reflectors, non-uniform spoofing and
 * filtered networks make the size a lower bound and silence no proof. Units: packets a second.
 *
 * <p>Power: with answers at rate r, arrivals in t seconds are Poisson with mean {@code r t n / 2^32}. In bins the rule is known to
 * be met where as many whole bins as fit into a minute hold 30, and where bins with packets lie a minute or more apart. Over m
 * such disjoint stretches of w seconds and with {@code a = (T - 60 - 2 bin) / 2} seconds at either end, it is met with a
 * probability of at least {@code 1 - P(Poisson(r w n / 2^32) <= 29)^m - 2 exp(-r a n / 2^32)}: the sum of what can go wrong.
 *
 * <p>Special cases: no rate is visible (NaN) in less time than the rule asks for, or with bins longer than the window.
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

    private static final int HALVINGS = 100;
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

    /**
     * Lower bound of the probability that a constant rate of answers meets the rule, as far as bins can tell.
     *
     * @param rate answers a second at the victim
     * @param seconds how long they last
     * @param binSeconds length of a bin, at most a minute; 0 for exact times
     * @return NaN if the time is too short or the bins are too long for the rule to be known
     */
    public static double power(double rate, double seconds, double binSeconds, double telescopeAddresses) {
        double share = checked(telescopeAddresses) / ALL_IPV4;
        double minute = WINDOW_MILLIS / 1000.0;
        double ends = (seconds - MIN_SECONDS - 2 * binSeconds) / 2;
        double stretch = binSeconds > 0 ? binSeconds * StrictMath.floor(minute / binSeconds) : minute;
        double stretches = StrictMath.floor(seconds / stretch);
        if (!(ends > 0 && stretch > 0 && rate >= 0) || !Double.isFinite(rate)) {
            return Double.NaN;
        }
        double sparse = rate == 0 ? 1 : Gamma.regularizedGammaQ(MIN_IN_WINDOW, rate * stretch * share);
        double brief = 2 * StrictMath.exp(-rate * ends * share);
        return StrictMath.max(0, 1 - StrictMath.pow(sparse, stretches) - brief);
    }

    /** Smallest rate for which {@link #power} reaches the given one, below 1; NaN where that is NaN. */
    public static double smallestVisible(double power, double seconds, double binSeconds, double telescopeAddresses) {
        double high = ALL_IPV4 / checked(telescopeAddresses);
        if (!(power > 0 && power < 1) || Double.isNaN(power(high, seconds, binSeconds, telescopeAddresses))) {
            return Double.NaN;
        }
        while (power(high, seconds, binSeconds, telescopeAddresses) < power) {
            high *= 2;
        }
        double low = 0;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = low + (high - low) / 2;
            if (power(middle, seconds, binSeconds, telescopeAddresses) < power) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /**
     * The rate at the victim with the exact 95 % interval of a Poisson number of arrivals (Garwood 1936). A victim that repeats
     * its answers makes them come in clumps, and the interval too narrow.
     */
    public static SamplingError.Estimate inferred(long packets, double seconds, double telescopeAddresses) {
        if (!(seconds > 0)) {
            return new SamplingError.Estimate(Double.NaN, Double.NaN, Double.NaN);
        }
        double low = SamplingError.poissonLower(packets, 0.975);
        double high = SamplingError.poissonUpper(packets, 0.975);
        return new SamplingError.Estimate(
                inferredRate(packets / seconds, telescopeAddresses),
                inferredRate(low / seconds, telescopeAddresses),
                inferredRate(high / seconds, telescopeAddresses));
    }

    private static double checked(double addresses) {
        if (!(addresses > 0 && addresses < ALL_IPV4)) {
            throw new IllegalArgumentException("telescope of " + addresses + " addresses");
        }
        return addresses;
    }
}
