/**
 * Load on a controller, as many switches make it, in a process of its own.
 *
 * <pre>
 *   LoadBench --starts--> a controller (Peer), on one processor
 *             --starts--> LoadGenerator, on the other: EmulatedSwitch for each, PACKET_INs of a WireForm
 *                             out, answers in, each compared with what was asked (Traffic)
 *             <--a line for each second-- rates and latencies, which it sets beside those of the others
 * </pre>
 *
 * <p>Read {@link io.weft.benchmarks.load.LoadGenerator} first.
 */
@NullMarked
package io.weft.benchmarks.load;

import org.jspecify.annotations.NullMarked;
