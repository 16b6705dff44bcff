/** Benchmarks of what is done once for each of millions of destinations. */
@NullMarked
package floodmark.bench;

import org.jspecify.annotations.NullMarked;
