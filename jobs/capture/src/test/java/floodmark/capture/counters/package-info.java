@NullMarked
package floodmark.capture.counters;

import org.jspecify.annotations.NullMarked;
