package floodmark.simulate.reference;

import floodmark.claim.Vantage.Place;
import floodmark.claim.Vantage.Sees;
import floodmark.model.Prefix;
import org.jspecify.annotations.Nullable;

/**
 * Where the flows are recorded.
 *
 * @param place kind of place
 * @param sees directions
 * @param share part of the subject's traffic that really passes
 * @param shareLow what the case says of it: the lower end
 * @param shareHigh and the upper end
 * @param asymmetric true if answers take other ways than requests
 * @param sampling 1:N
 * @param ttl true if times to live are recorded
 * @param bypass true if the flood takes other ways altogether
 * @param telescope where a telescope listens, or null
 */
record View(
        Place place,
        Sees sees,
        double share,
        double shareLow,
        double shareHigh,
        boolean asymmetric,
        int sampling,
        boolean ttl,
        boolean bypass,
        @Nullable Prefix telescope) {

    /** The vantage that specified subjects are sized for, so that they are the same from wherever they are watched. */
    static final View EVERYTHING = new View(Place.EDGE, Sees.BOTH, 1, 1, 1, false, 1, true, false, null);

    boolean seesOut() {
        return sees == Sees.BOTH;
    }

    /** Probability that a flow of so many packets leaves a record: sampling takes each packet by itself. */
    double seen(double packets) {
        return sampling == 1 ? 1 : -StrictMath.expm1(-packets / sampling);
    }

    View withSampling(int newSampling) {
        return new View(place, sees, share, shareLow, shareHigh, asymmetric, newSampling, ttl, bypass, telescope);
    }
}
