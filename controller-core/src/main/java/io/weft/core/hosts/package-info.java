/** Knows which host is where and by which addresses: {@link io.weft.core.hosts.HostTracker}. */
@NullMarked
package io.weft.core.hosts;

import org.jspecify.annotations.NullMarked;
