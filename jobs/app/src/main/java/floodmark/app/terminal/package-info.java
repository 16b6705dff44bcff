/** What people see while a run goes on and when it ends. */
@NullMarked
package floodmark.app.terminal;

import org.jspecify.annotations.NullMarked;
