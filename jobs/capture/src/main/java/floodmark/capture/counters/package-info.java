/** Counter tables (CSV) read through a mapping to counts. */
@NullMarked
package floodmark.capture.counters;

import org.jspecify.annotations.NullMarked;
