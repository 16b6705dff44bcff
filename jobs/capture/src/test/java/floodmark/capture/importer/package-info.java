@NullMarked
package floodmark.capture.importer;

import org.jspecify.annotations.NullMarked;
