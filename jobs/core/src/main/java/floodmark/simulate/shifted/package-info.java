/**
 * A second generator, for trials only: traffic follows from clients that arrive, a server that has limits, and links that drop.
 * Nothing may be fitted on it.
 *
 * <p>It may grow, but only by the hand of somebody who knows neither how the fit is made nor where it failed, and of mechanisms that
 * operators have seen. Those of an explanation are added at its end, so that incidents of low numbers stay what they were.
 */
@NullMarked
package floodmark.simulate.shifted;

import org.jspecify.annotations.NullMarked;
