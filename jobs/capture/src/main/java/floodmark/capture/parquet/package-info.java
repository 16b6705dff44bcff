/** Parquet captures and tables: row groups to column arrays, schema checks, writers. No Parquet type leaves this package. */
@NullMarked
package floodmark.capture.parquet;

import org.jspecify.annotations.NullMarked;
