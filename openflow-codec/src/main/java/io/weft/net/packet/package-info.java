/**
 * Frames that hosts and switches send, as values: the way from a PACKET_IN's octets to what
 * discovery, hosts and gateways decide by, and back into a PACKET_OUT.
 *
 * <pre>
 * Bytes --Ethernet.parse--> Ethernet --in--> Arp | Lldp | Ipv4 --in--> Icmpv4 | Tcp | Udp --in--> Dhcpv4
 *                                                       | Ipv6 --in--> Icmpv6 | NeighborDiscovery | Tcp | Udp
 * Bytes --FrameView.of--> numbers for matching, without records
 * Packets: the frames that tests and apps send, in one line each
 * </pre>
 *
 * <p>Read {@link io.weft.net.packet.Ethernet} first. The contract of every {@code parse} and {@code
 * in}:
 *
 * <ul>
 *   <li>The octets come from hosts and are not trusted. Whatever they are, nothing is thrown; what
 *       is malformed, or cut within its header, is {@code Optional.empty()}.
 *   <li>Frames are cut by a switch's {@code max_len}. A header that is there is parsed although the
 *       payload is shorter than announced; {@code missing} then says by how many octets.
 *   <li>Work is linear in the octets and lists are bounded. Payloads are slices, not copies.
 *   <li>{@code parse(x.toBytes())} equals {@code x}. Lengths and checksums are computed on write.
 *   <li>Parsing ignores checksums. {@link io.weft.net.packet.Checksum} tells of them; {@link
 *       io.weft.net.packet.NeighborDiscovery} alone asks by itself, as RFC 4861 demands.
 *   <li>{@code in} also asks whether the outer layer says that it carries this protocol.
 * </ul>
 */
@NullMarked
package io.weft.net.packet;

import org.jspecify.annotations.NullMarked;
