package floodmark.evidence;

import floodmark.claim.Vantage;
import floodmark.stats.VolumeVisibility;
import org.jspecify.annotations.Nullable;

/**
 * What could have been seen of a flood, in sizes at the subject: the vantage may carry a part of the traffic only, and sampling
 * adds a variance of its own. Every value is NaN where there is no usable history.
 */
public final class AtSubject {
    private static final double LEVEL = 0.95;

    private final @Nullable VolumeVisibility here;
    private final double share;
    private final double perSampledPacket;
    private final double highest;
    private final double wander;

    /**
     * @param here what can be seen at the vantage, or null
     * @param vantage its least share is taken, so that no size is too small
     * @param perSampledPacket what one sampled packet adds to the rate: 0 if nothing is sampled
     * @param dilution part of the signal's bins that the trouble window fills: what comes in it alone shows that much smaller
     * @param highest largest mean over the windows of a declared search, else that of the window
     * @param wander how far apart ordinary windows of one declared search lie, 0 without a search
     */
    AtSubject(
            @Nullable VolumeVisibility here,
            Vantage vantage,
            double perSampledPacket,
            double dilution,
            double highest,
            double wander) {
        this.here = here;
        this.share = vantage.shareLow() * dilution;
        this.highest = highest;
        this.wander = wander;
        this.perSampledPacket = perSampledPacket;
    }

    /** False if there is no usable history. */
    public boolean known() {
        return here != null;
    }

    /** Probability that a flood of this constant rate would have been seen. */
    public double power(double size) {
        double shown = size * share - wander;
        return here == null || Double.isNaN(shown)
                ? Double.NaN
                : shown <= 0 ? 0 : here.power(shown, shown * perSampledPacket);
    }

    /** Smallest constant rate that would have been seen with this probability. */
    public double smallestVisible(double power) {
        return here == null
                ? Double.NaN
                : (here.smallestVisible(power, added -> added * perSampledPacket) + wander) / share;
    }

    /** One-sided 95 % upper limit on a constant rate that could have hidden in what was observed at the vantage. */
    public double upperBound(double observedHere) {
        return here == null || Double.isNaN(observedHere)
                ? Double.NaN
                : (here.upperBoundSampled(Math.max(observedHere, highest), LEVEL, perSampledPacket) + wander) / share;
    }

    /**
     * p-value of the hypothesis that a flood of at least this constant rate was in what was observed at the vantage: small values
     * speak against a flood of that size. Without a history, or with no size, NaN.
     */
    public double pValueAgainst(double observedHere, double size) {
        double shown = size * share - wander;
        return here == null || Double.isNaN(observedHere) || Double.isNaN(shown)
                ? Double.NaN
                : shown <= 0 ? 1 : here.pValueAgainst(Math.max(observedHere, highest), shown, shown * perSampledPacket);
    }
}
