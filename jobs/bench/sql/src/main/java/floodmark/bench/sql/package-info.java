/** Flink's own table planner on the captures that scans are timed on. */
@NullMarked
package floodmark.bench.sql;

import org.jspecify.annotations.NullMarked;
