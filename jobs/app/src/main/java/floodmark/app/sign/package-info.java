/** Ed25519 keys as files, and what is done with them. Knows nothing of results. */
@NullMarked
package floodmark.app.sign;

import org.jspecify.annotations.NullMarked;
