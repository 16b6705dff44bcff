/** Watching directories in which capture files keep landing: what has come so far, exactly once, and how far it reaches. */
@NullMarked
package floodmark.pipeline.watch;

import org.jspecify.annotations.NullMarked;
