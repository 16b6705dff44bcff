package floodmark.capture.pcap;

import floodmark.model.Times;

/**
 * An interface of a pcapng section.
 *
 * @param linkType as registered with tcpdump.org
 * @param snapLength most bytes kept of a frame; 0 if all were
 * @param resolution option if_tsresol: the exponent of a negative power of 10, or of 2 if the highest bit is set
 * @param offsetSeconds option if_tsoffset: seconds to add to each time
 */
record CaptureInterface(int linkType, long snapLength, int resolution, long offsetSeconds) {
    private static final int BINARY = 0x80;
    private static final int NANO_EXPONENT = 9;
    private static final int LONGEST_SHIFT = 63;

    /**
     * A time in the units of this interface as nanoseconds since the epoch; digits below a nanosecond are cut off.
     *
     * @param units unsigned
     * @throws ArithmeticException if it lies outside the range of a {@code long}
     */
    long nanos(long units) {
        long exponent = resolution & ~BINARY;
        long seconds;
        long nanos;
        if ((resolution & BINARY) != 0) {
            int shift = (int) Math.min(exponent, LONGEST_SHIFT);
            long scaled = units >>> (exponent - shift > LONGEST_SHIFT ? LONGEST_SHIFT : exponent - shift);
            seconds = scaled >>> shift;
            long fraction = scaled & ((1L << shift) - 1);
            nanos = shift == 0 ? 0 : shiftedRight(fraction, shift);
        } else if (exponent <= NANO_EXPONENT) {
            long perSecond = power(exponent);
            seconds = Long.divideUnsigned(units, perSecond);
            nanos = Long.remainderUnsigned(units, perSecond) * power(NANO_EXPONENT - exponent);
        } else {
            // 10^20 no longer fits, and no number of 64 bits reaches it.
            long tooFine = exponent - NANO_EXPONENT;
            long total = tooFine > 19 ? 0 : Long.divideUnsigned(units, power(tooFine));
            seconds = total / Times.SECOND;
            nanos = total % Times.SECOND;
        }
        if (seconds < 0) {
            throw new ArithmeticException("above the range of a long");
        }
        long all = Math.addExact(seconds, offsetSeconds);
        return Math.addExact(Math.multiplyExact(all, Times.SECOND), nanos);
    }

    /** fraction * 10^9 / 2^shift in 128 bits; the fraction is below 2^shift. */
    private static long shiftedRight(long fraction, int shift) {
        long high = Math.multiplyHigh(fraction, Times.SECOND);
        long low = fraction * Times.SECOND;
        return high << (64 - shift) | low >>> shift;
    }

    private static long power(long exponent) {
        long power = 1;
        for (long i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }
}
