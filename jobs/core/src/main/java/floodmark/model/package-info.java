/** Addresses, times, series and tables: what every other package speaks in. Knows no format, no statistics, no Flink. */
@NullMarked
package floodmark.model;

import org.jspecify.annotations.NullMarked;
