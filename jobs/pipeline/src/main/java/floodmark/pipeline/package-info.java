/** The Flink jobs: captures to screened destinations, exact series and profiles. The only package that wires the others. */
@NullMarked
package floodmark.pipeline;

import org.jspecify.annotations.NullMarked;
