/** How a run was asked for: options, settings, software. Knows no Flink. */
@NullMarked
package floodmark.app.run;

import org.jspecify.annotations.NullMarked;
