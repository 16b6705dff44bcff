/** The way of a watch: rounds of files, the running verdict, and the end. */
@NullMarked
package floodmark.app.watch;

import org.jspecify.annotations.NullMarked;
