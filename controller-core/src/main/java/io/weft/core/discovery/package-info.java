/**
 * Finds the links between switches with LLDP, and so what each port is for: {@link
 * io.weft.core.discovery.LinkDiscovery}.
 */
@NullMarked
package io.weft.core.discovery;

import org.jspecify.annotations.NullMarked;
