/** Capture formats: what a flow is, how captures are read into column arrays and written, importers. Knows no Flink. */
@NullMarked
package floodmark.capture;

import org.jspecify.annotations.NullMarked;
