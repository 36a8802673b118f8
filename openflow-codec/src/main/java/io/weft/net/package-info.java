/**
 * Addresses and numbers of the network, as values: what every other package speaks in. Each parses
 * from and prints as the notation of {@code ovs-ofctl}; none is ever a bare number in a signature.
 *
 * <p>Read {@link io.weft.net.MacAddress} first; the others have the same shape.
 */
@NullMarked
package io.weft.net;

import org.jspecify.annotations.NullMarked;
