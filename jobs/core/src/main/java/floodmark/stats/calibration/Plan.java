package floodmark.stats.calibration;

/**
 * How large a calibration is.
 *
 * @param replicates replicates of each experiment on simulated traffic, and injections into real traffic
 * @param binsPerDay bins a day of simulated traffic
 * @param seed of every stream of random numbers
 */
public record Plan(int replicates, int binsPerDay, long seed) {
    /** Replicates of the full form. */
    public static final int REPLICATES = 5000;
    /** Minutes. */
    public static final int BINS_PER_DAY = 1440;
    /** The usual seed. */
    public static final long SEED = 20_260_812;

    private static final int MOST_PLACEMENTS = 2000;
    private static final int MOST_SCREENED = 100_000;
    private static final int SCREENED_A_REPLICATE = 20;

    /** Windows of each data set: neighbours share nearly all they are made of, so more would say little more. */
    public int placements() {
        return StrictMath.min(replicates, MOST_PLACEMENTS);
    }

    /** Destinations of a screening. */
    public int destinations() {
        return StrictMath.min(MOST_SCREENED, StrictMath.max(1000, SCREENED_A_REPLICATE * replicates));
    }

    /** A seed for a section, so that sections do not share their numbers. */
    long seed(String section) {
        return seed ^ ((long) section.hashCode() << 32);
    }
}
