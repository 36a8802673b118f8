/**
 * The learning switch app: each switch learns by itself which address is behind which of its ports,
 * and is given a flow for each conversation when its first packet comes.
 *
 * <pre>
 *   PACKET_IN --SwitchPackets, on the switch's I/O thread--> StationTable: where is the destination?
 *                  known: FLOW_MOD that sends the packet too          unknown: PACKET_OUT to all ports
 * </pre>
 *
 * <p>Read {@link io.weft.app.learning.SwitchPackets} first.
 */
@NullMarked
package io.weft.app.learning;

import org.jspecify.annotations.NullMarked;
