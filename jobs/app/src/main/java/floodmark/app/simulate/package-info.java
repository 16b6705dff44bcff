/** Simulated incidents on disk. */
@NullMarked
package floodmark.app.simulate;

import org.jspecify.annotations.NullMarked;
