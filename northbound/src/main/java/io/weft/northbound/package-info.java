/**
 * What the core knows, to be asked over the network: {@link io.weft.northbound.ApiServer} serves
 * {@code weft.v1} as gRPC and as HTTP/JSON on one port, {@link io.weft.northbound.NetworkApi} and
 * its siblings answer, {@link io.weft.northbound.WatchHub} tells of changes, {@link
 * io.weft.northbound.MetricsPage} is for Prometheus.
 *
 * <pre>
 *  network thread --NetworkView, SwitchState (immutable)--> NetworkApi, RuleApi, WatchHub --weft.v1--> clients
 * </pre>
 *
 * <p>Nothing here runs on the network thread or on an I/O thread of a switch.
 */
@NullMarked
package io.weft.northbound;

import org.jspecify.annotations.NullMarked;
