package floodmark.stats;

/** Which departure from the expectation counts as extreme. */
public enum Side {
    /** More than expected. */
    GREATER,
    /** Less than expected. */
    LESS,
    /** Either. */
    TWO_SIDED
}
