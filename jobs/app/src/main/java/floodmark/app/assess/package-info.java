/** The way of a run: inputs, the two passes, evidence, verdict, tables. */
@NullMarked
package floodmark.app.assess;

import org.jspecify.annotations.NullMarked;
