/** From evidence to findings and an explanation, by rules that are kept as data. */
@NullMarked
package floodmark.verdict;

import org.jspecify.annotations.NullMarked;
