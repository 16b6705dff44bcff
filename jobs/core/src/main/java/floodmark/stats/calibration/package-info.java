/** Traffic without any effect, and the machinery that measures what the tests make of it. */
@NullMarked
package floodmark.stats.calibration;

import org.jspecify.annotations.NullMarked;
