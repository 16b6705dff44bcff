package floodmark.capture;

/**
 * A run of flows as column arrays; a row never becomes an object. The arrays are reused by the reader: whoever needs them
 * after the next call copies them.
 *
 * <p>Destinations are numbers into {@link #addresses}, so that work for each of them is done on dense ints; sources are
 * codes of {@link #sources}.
 */
public final class FlowBatch {
    /** Most rows a batch can hold. */
    public static final int CAPACITY = 4096;

    /** Time to live of a flow for which the capture gives none. */
    public static final int NO_TTL = -1;

    /** Rows in this batch; arrays are valid below it. */
    public int size;

    /** What a reader of flows makes use of; the other columns' arrays then hold nothing. */
    public enum Columns {
        /** Times, addresses, volumes and sampling rate. */
        VOLUMES,
        ALL
    }

    /**
     * The destinations of the current row group; numbers stay valid until the reader starts the next row group. An address may have more
     * than one.
     */
    public final AddressTable addresses = new AddressTable();

    /** The sources of the current row group, valid as long. */
    public final AddressCodes sources = new AddressCodes();

    public final long[] startNanos = new long[CAPACITY];
    public final long[] endNanos = new long[CAPACITY];
    public final long[] source = new long[CAPACITY];
    public final int[] destination = new int[CAPACITY];
    public final int[] sourcePort = new int[CAPACITY];
    public final int[] destinationPort = new int[CAPACITY];
    public final int[] protocol = new int[CAPACITY];
    public final int[] tcpFlags = new int[CAPACITY];

    /** As observed, before scaling. */
    public final long[] packets = new long[CAPACITY];

    /** IP bytes as observed, before scaling. */
    public final long[] bytes = new long[CAPACITY];

    public final int[] samplingRate = new int[CAPACITY];

    /** Smallest time to live of the flow, or {@link #NO_TTL}. */
    public final int[] ttl = new int[CAPACITY];
}
