package io.weft.core.event;

import io.weft.net.DatapathId;
import io.weft.openflow.message.PacketOut;

/** A packet for a switch to send. */
public record Transmission(DatapathId dpid, PacketOut packet) {}
