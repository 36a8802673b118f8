/**
 * What happens when there is much of everything: storms of packets, ten thousand switches.
 *
 * <pre>
 *  weft bench NAME --+-- the controller under test, a process: ControllerProcess
 *                    '-- LightSwitch, thousands of them on a thread of this process
 * </pre>
 *
 * <p>Read {@link io.weft.benchmarks.scale.LightSwitch} first.
 */
@NullMarked
package io.weft.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
