package floodmark.capture.pcap;

/** One captured frame; the reader fills the same one again and again. */
final class Frame {
    /** Bytes kept of a frame: the longest chain of headers fits, a longer frame is passed over. */
    static final int LONGEST = 1 << 16;

    /** The frame from its link header on; valid below {@link #captured}. */
    final byte[] data = new byte[LONGEST];

    /** Bytes held. */
    int captured;

    /** Length on the wire. */
    long original;

    /** Link type of the interface, as registered with tcpdump.org. */
    int linkType;

    /** True if the frame came with a time that fits into {@link #timeNanos}. */
    boolean timed;

    /** Nanoseconds since the epoch. */
    long timeNanos;
}
