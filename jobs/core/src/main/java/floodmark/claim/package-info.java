/** The case: who said what about an incident, and where to look. Parsed once, immutable afterwards. */
@NullMarked
package floodmark.claim;

import org.jspecify.annotations.NullMarked;
