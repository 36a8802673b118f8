/**
 * The tables of wire forms and the codecs of the messages that are too large for a row. {@link
 * io.weft.openflow.codec.OpenFlowCodec} is the way in; {@code Messages}, {@code Multiparts}, {@code
 * Actions} and {@code Instructions} say what exists.
 */
@NullMarked
package io.weft.openflow.codec;

import org.jspecify.annotations.NullMarked;
