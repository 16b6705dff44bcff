/** Results on disk: complete or not there at all. */
@NullMarked
package floodmark.app.output;

import org.jspecify.annotations.NullMarked;
