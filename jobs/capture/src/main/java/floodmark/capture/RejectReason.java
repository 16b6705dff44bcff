package floodmark.capture;

/** Why a row is left out of the analysis; where several hold, the first in this order is counted. */
public enum RejectReason {
    /** A required value is null. */
    NULL_REQUIRED("null-required"),
    /** A time lies outside 1677-09-21 to 2262-04-11, or an interval is shorter than a second. */
    TIME_OUT_OF_RANGE("time-out-of-range"),
    /** An address that no reading makes sense of. */
    BAD_ADDRESS("bad-address"),
    /** A port outside 0 to 65535. */
    BAD_PORT("bad-port"),
    /** A protocol outside 0 to 255. */
    BAD_PROTOCOL("bad-protocol"),
    /** TCP flags outside 0 to 65535. */
    BAD_TCP_FLAGS("bad-tcp-flags"),
    /** Packets, bytes or a count's value are negative, not finite, or beyond 2^63-1. */
    BAD_COUNT("bad-count"),
    /** A sampling rate below 1 or beyond 2^31-1. */
    BAD_SAMPLING_RATE("bad-sampling-rate"),
    /** A time to live outside 0 to 255. */
    BAD_TTL("bad-ttl"),
    /** A direction other than -1, 0 and 1. */
    BAD_DIRECTION("bad-direction"),
    /** A destination or metric that is empty. */
    BAD_LABEL("bad-label");

    private final String id;

    RejectReason(String id) {
        this.id = id;
    }

    /** The name in the ledger; never changes. */
    public String id() {
        return id;
    }
}
