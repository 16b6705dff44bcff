/** Partial sums of flows: primitive tables that readers fill, the blocks they send, and how blocks merge. Knows no Flink. */
@NullMarked
package floodmark.pipeline.cell;

import org.jspecify.annotations.NullMarked;
