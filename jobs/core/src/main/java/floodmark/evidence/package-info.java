/** Evidence families: facts about one case, computed from series with the tests of {@code floodmark.stats}. */
@NullMarked
package floodmark.evidence;

import org.jspecify.annotations.NullMarked;
