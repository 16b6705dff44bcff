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

    /**
     * @param here what can be seen at the vantage, or null
     * @param vantage its least share is taken, so that no size is too small
     * @param perSampledPacket what one sampled packet adds to the rate: 0 if nothing is sampled
     */
    AtSubject(@Nullable VolumeVisibility here, Vantage vantage, double perSampledPacket) {
        this.here = here;
        this.share = vantage.shareLow();
        this.perSampledPacket = perSampledPacket;
    }

    /** False if there is no usable history. */
    public boolean known() {
        return here != null;
    }

    /** Probability that a flood of this constant rate would have been seen. */
    public double power(double size) {
        return here == null ? Double.NaN : here.power(size * share, size * share * perSampledPacket);
    }

    /** Smallest constant rate that would have been seen with this probability. */
    public double smallestVisible(double power) {
        return here == null ? Double.NaN : here.smallestVisible(power, added -> added * perSampledPacket) / share;
    }

    /** One-sided 95 % upper limit on a constant rate that could have hidden in what was observed at the vantage. */
    public double upperBound(double observedHere) {
        return here == null || Double.isNaN(observedHere)
                ? Double.NaN
                : here.upperBoundSampled(observedHere, LEVEL, perSampledPacket) / share;
    }
}
