/** The generator that findings are calibrated on: ordinary traffic of many kinds, and what befalls it. */
@NullMarked
package floodmark.simulate.reference;

import org.jspecify.annotations.NullMarked;
