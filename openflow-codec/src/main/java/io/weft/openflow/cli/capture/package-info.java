/**
 * Captures of networks: packets, and the OpenFlow messages in their TCP connections. Read {@link
 * io.weft.openflow.cli.capture.Streams} first.
 */
@NullMarked
package io.weft.openflow.cli.capture;

import org.jspecify.annotations.NullMarked;
