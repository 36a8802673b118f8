/**
 * The messages of OpenFlow as records, the same for all versions. {@link
 * io.weft.openflow.message.OfMessage} names the family; {@code io.weft.openflow.codec.Messages} is
 * the table of their wire forms. Flow mods, groups and ports print and parse the notation of {@code
 * ovs-ofctl}.
 */
@NullMarked
package io.weft.openflow.message;

import org.jspecify.annotations.NullMarked;
