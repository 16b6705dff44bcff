package floodmark.model;

import java.math.BigInteger;

/**
 * How a flow's volume falls into time bins: what it carried before time t is {@code floor(total * (t - start) / (end - start))},
 * and a bin gets the difference at its edges, so that the parts are whole numbers that add up to the total exactly.
 */
public final class Spread {
    private Spread() {}

    /**
     * {@code floor(total * elapsed / duration)}, exact although the product may need 128 bits and more.
     *
     * @param total not negative
     * @param elapsed between 0 and {@code duration}
     * @param duration positive
     */
    public static long before(long total, long elapsed, long duration) {
        if (elapsed <= 0) {
            return 0;
        }
        if (elapsed >= duration) {
            return total;
        }
        long high = Math.multiplyHigh(total, elapsed);
        long low = total * elapsed;
        if (high == 0 && low >= 0) {
            return low / duration;
        }
        return BigInteger.valueOf(total)
                .multiply(BigInteger.valueOf(elapsed))
                .divide(BigInteger.valueOf(duration))
                .longValueExact();
    }
}
