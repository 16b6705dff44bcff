package floodmark.pipeline.cell;

import java.io.Serializable;

/**
 * How much a reader holds before it sends: what it sends is the same in sum whatever the budget is.
 *
 * @param cells cells of (destination, bin)
 * @param rows rows whose senders are logged, 12 bytes each and as much again while they are put in order
 */
public record Budget(int cells, int rows) implements Serializable {
    /** Some 170 MB a reader. Each emptying sends a block for every destination, so a reader should hold several row groups. */
    public static final Budget DEFAULT = new Budget(1 << 20, 1 << 22);
}
