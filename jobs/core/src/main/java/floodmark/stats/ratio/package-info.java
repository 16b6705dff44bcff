/**
 * Likelihood ratios: how they are fitted, bounded, measured and put into words. Knows numbers only.
 *
 * <p>A likelihood ratio says how much more probable the evidence is under one explanation than under another. It is no
 * probability of an explanation. Ratios are natural logarithms unless a name says {@code log10}. Of two explanations the first is
 * H1, and a positive logarithm speaks for it.
 */
@NullMarked
package floodmark.stats.ratio;

import org.jspecify.annotations.NullMarked;
