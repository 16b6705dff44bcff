/**
 * A second generator, for trials only: traffic follows from clients that arrive, a server that has limits, and links that drop.
 * Nothing may be fitted on it.
 */
@NullMarked
package floodmark.simulate.shifted;

import org.jspecify.annotations.NullMarked;
