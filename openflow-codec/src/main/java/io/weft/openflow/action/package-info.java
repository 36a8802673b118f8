/**
 * What a flow entry does with a packet: actions, the instructions that hold them, and the buckets
 * of groups. Sealed families of small records, the same for all versions; {@code
 * io.weft.openflow.codec.Actions} and {@code Instructions} are the tables of their wire forms,
 * {@code ActionText} and {@code ActionParser} their notation.
 */
@NullMarked
package io.weft.openflow.action;

import org.jspecify.annotations.NullMarked;
