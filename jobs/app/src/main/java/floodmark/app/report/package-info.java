/** The report: one HTML file that needs no network, the same bytes for the same result. */
@NullMarked
package floodmark.app.report;

import org.jspecify.annotations.NullMarked;
