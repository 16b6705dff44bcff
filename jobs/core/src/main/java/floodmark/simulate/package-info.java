/** Incidents with a known cause, as flows: what findings are calibrated on and tried with. Knows no files and no Flink. */
@NullMarked
package floodmark.simulate;

import org.jspecify.annotations.NullMarked;
