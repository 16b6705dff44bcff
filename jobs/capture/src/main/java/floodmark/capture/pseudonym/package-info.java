/** Prefix-preserving pseudonyms of addresses. */
@NullMarked
package floodmark.capture.pseudonym;

import org.jspecify.annotations.NullMarked;
