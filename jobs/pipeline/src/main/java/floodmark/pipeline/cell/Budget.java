package floodmark.pipeline.cell;

import java.io.Serializable;

/**
 * How much a reader holds before it sends: what it sends is the same in sum whatever the budget is.
 *
 * @param cells cells of (destination, bin) in tables, at most some 80 bytes each
 * @param rows rows whose senders are logged, 12 bytes each, and 8 more while those of a bin are put in order
 * @param logBytes finished cells, and as much again while they are put in order
 */
public record Budget(int cells, int rows, long logBytes) implements Serializable {
    /** Some 250 MB a reader at most. Each emptying sends a block for every destination, so a reader should hold several row groups. */
    public static final Budget DEFAULT = new Budget(1 << 20, 1 << 22, 64 << 20);

    /** A budget with the usual log. */
    public Budget(int cells, int rows) {
        this(cells, rows, DEFAULT.logBytes());
    }
}
