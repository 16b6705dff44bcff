/** The program: starts a command and turns what goes wrong into one line or a trace. */
@NullMarked
package floodmark.app;

import org.jspecify.annotations.NullMarked;
