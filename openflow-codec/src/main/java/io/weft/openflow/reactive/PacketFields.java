package io.weft.openflow.reactive;

import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.message.BufferId;

/**
 * What the answer to one packet has of it: a {@link ReplyTemplate} is made by a function of these.
 *
 * @param outPort where the packet is to go, which is the handler's decision
 */
public record PacketFields(
    BufferId bufferId,
    PortNo inPort,
    MacAddress ethSource,
    MacAddress ethDestination,
    PortNo outPort) {}
