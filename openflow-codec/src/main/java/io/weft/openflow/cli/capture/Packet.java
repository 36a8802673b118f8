package io.weft.openflow.cli.capture;

import io.weft.net.Bytes;
import java.time.Instant;

/**
 * A packet of a capture.
 *
 * @param number counted from 1, as Wireshark does
 * @param linkType LINKTYPE_* of tcpdump.org
 */
public record Packet(int number, Instant time, int linkType, Bytes octets) {}
