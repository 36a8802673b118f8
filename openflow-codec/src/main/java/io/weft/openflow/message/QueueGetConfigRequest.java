package io.weft.openflow.message;

import io.weft.net.PortNo;

/**
 * Asks for the queues of a port (OpenFlow 1.3.5, 7.3.6); up to OpenFlow 1.3, later {@link
 * QueueMultipart.QueueDescRequest}.
 *
 * @param port a physical one; since OpenFlow 1.1 ANY for all
 */
public record QueueGetConfigRequest(PortNo port) implements OfMessage {}
