package floodmark.capture;

/** What the rows of a capture are. */
public enum CaptureKind {
    /** Unidirectional flows or sampled packets. */
    FLOWS,
    /** Counters per interval, destination and metric. */
    COUNTS
}
