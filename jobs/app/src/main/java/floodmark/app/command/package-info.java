/** The commands and their options. */
@NullMarked
package floodmark.app.command;

import org.jspecify.annotations.NullMarked;
