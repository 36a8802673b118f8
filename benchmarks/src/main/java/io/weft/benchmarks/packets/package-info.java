/**
 * What a packet costs from PACKET_IN to answer, without a network: the learning switch on the path
 * that it takes, and the same answer made of messages. Read {@link
 * io.weft.benchmarks.packets.PacketPathBenchmark} first.
 */
@NullMarked
package io.weft.benchmarks.packets;

import org.jspecify.annotations.NullMarked;
