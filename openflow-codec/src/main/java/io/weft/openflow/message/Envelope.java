package io.weft.openflow.message;

import io.weft.openflow.OfVersion;

/**
 * A message with what its header says.
 *
 * @param xid any 32 bits; a reply has the xid of its request
 */
public record Envelope(OfVersion version, int xid, OfMessage message) implements Decoded {}
