/**
 * How fast the codec is, beside openflowj, in one run and on the same octets.
 *
 * <pre>
 *   Sample (octets) --> CodecBenchmark (four measurements of each) --JMH--> CodecComparison (a table)
 * </pre>
 *
 * <p>Read {@link io.weft.benchmarks.CodecBenchmark} first.
 */
@NullMarked
package io.weft.benchmarks;

import org.jspecify.annotations.NullMarked;
