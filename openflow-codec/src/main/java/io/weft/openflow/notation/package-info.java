/**
 * What all parsers of the notation of {@code ovs-ofctl} share: a {@link
 * io.weft.openflow.notation.Scanner} that cuts a text into items, and the error that names a
 * column. The notation of a concept itself is beside the concept, such as {@code MatchParser}
 * beside {@code Match}.
 */
@NullMarked
package io.weft.openflow.notation;

import org.jspecify.annotations.NullMarked;
