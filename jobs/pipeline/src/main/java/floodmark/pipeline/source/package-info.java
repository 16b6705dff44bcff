/** How Flink reads captures: splits of whole row groups, folded into blocks inside the reader. */
@NullMarked
package floodmark.pipeline.source;

import org.jspecify.annotations.NullMarked;
