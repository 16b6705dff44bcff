/**
 * One class a statistical test, multiple-testing corrections and bounds. Knows numbers only.
 *
 * <p>commons-math3 is used nowhere else. All functions are pure: the same numbers give the same answer on every machine.
 */
@NullMarked
package floodmark.stats;

import org.jspecify.annotations.NullMarked;
