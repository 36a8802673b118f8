/** Tests of the packet records against frames of real software, cut frames and random octets. */
@NullMarked
package io.weft.net.packet;

import org.jspecify.annotations.NullMarked;
