/**
 * Packets answered one by one, without an object for each: for what a switch asks millions of times
 * a second.
 *
 * <pre>
 *   octets read --PacketInView--> PacketHandler --ReplyTemplate, with the packet's fields--> ReplyBuffer --> octets to write
 * </pre>
 *
 * <p>The layouts of answers are those of the codec's tables: a {@link
 * io.weft.openflow.reactive.ReplyTemplate} is a message that was encoded once. Read {@link
 * io.weft.openflow.reactive.PacketHandler} first.
 */
@NullMarked
package io.weft.openflow.reactive;

import org.jspecify.annotations.NullMarked;
