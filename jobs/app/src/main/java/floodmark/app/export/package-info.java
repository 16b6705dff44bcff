/** Finished results in the forms of other systems. */
@NullMarked
package floodmark.app.export;

import org.jspecify.annotations.NullMarked;
