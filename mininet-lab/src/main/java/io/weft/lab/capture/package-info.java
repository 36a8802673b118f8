/**
 * The OpenFlow messages between switches and controller as a third party saw them: {@code pcap file
 * -> Pcap (segments) -> TcpStream (bytes in order) -> OpenFlowFrame -> OpenFlowCapture (counts)}.
 * Shares no code with the controller's codec, which it is there to check. Read {@link
 * io.weft.lab.capture.OpenFlowCapture} first.
 */
@NullMarked
package io.weft.lab.capture;

import org.jspecify.annotations.NullMarked;
