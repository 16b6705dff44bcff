/** What an import is: the formats that are known, their contract, and the run over several inputs. */
@NullMarked
package floodmark.capture.importer;

import org.jspecify.annotations.NullMarked;
