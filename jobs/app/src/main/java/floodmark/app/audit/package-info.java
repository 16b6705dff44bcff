/** Whether a published result is what its inputs give: digests, signature, and the same computation once more. */
@NullMarked
package floodmark.app.audit;

import org.jspecify.annotations.NullMarked;
