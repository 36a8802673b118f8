package io.weft.lab.capture;

import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * One TCP segment of a capture.
 *
 * @param connection source and destination, one direction of a connection
 * @param sequence the 32-bit sequence number of the first payload byte
 * @param payload read only
 */
record Segment(
    Instant at,
    String connection,
    int sourcePort,
    int targetPort,
    int sequence,
    boolean isSyn,
    ByteBuffer payload) {}
