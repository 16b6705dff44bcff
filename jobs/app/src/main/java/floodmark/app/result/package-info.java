/** What a run found, before it is written. */
@NullMarked
package floodmark.app.result;

import org.jspecify.annotations.NullMarked;
