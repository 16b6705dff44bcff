/** One class a statistical test, multiple-testing corrections and bounds. Knows numbers only. */
@NullMarked
package floodmark.stats;

import org.jspecify.annotations.NullMarked;
