/** Benchmarks, and what jobs/bench/engines starts in a Java of its own. */
@NullMarked
package floodmark.bench;

import org.jspecify.annotations.NullMarked;
