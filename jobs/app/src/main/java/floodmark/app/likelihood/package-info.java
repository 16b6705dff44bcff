/** How the likelihoods are fitted on simulated incidents, and how well they do on others. */
@NullMarked
package floodmark.app.likelihood;

import org.jspecify.annotations.NullMarked;
