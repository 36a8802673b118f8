/**
 * OpenFlow as values: what all packages below share. Bytes become an {@code Envelope(version, xid,
 * message)} here and back; a message knows nothing of the version it came in.
 *
 * <pre>
 *  bytes --netty--> frame --codec--> Envelope --> session
 *                             |
 *            tables of rows (code, versions, record, layout)
 *                             |
 *         wire: reader, writer, layouts    message, action, match: records
 *                                                    |
 *                                       notation: their text, as ovs-ofctl has it
 * </pre>
 *
 * <p>Read {@link io.weft.openflow.codec.OpenFlowCodec} first, then a table such as {@code
 * io.weft.openflow.codec.Actions}.
 */
@NullMarked
package io.weft.openflow;

import org.jspecify.annotations.NullMarked;
