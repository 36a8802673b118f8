/**
 * {@code weft bench}: how fast Weft is beside others, in one run. {@link io.weft.benchmarks.Bench}
 * has the list; a {@link io.weft.benchmarks.Benchmark} makes a {@link io.weft.benchmarks.Report}.
 *
 * <p>How fast the codec is, beside openflowj, on the same octets:
 *
 * <pre>
 *   Sample (octets) --> CodecBenchmark (four measurements of each) --JMH--> CodecComparison (a report)
 * </pre>
 *
 * <p>Read {@link io.weft.benchmarks.CodecBenchmark} first for it.
 */
@NullMarked
package io.weft.benchmarks;

import org.jspecify.annotations.NullMarked;
