/**
 * What the controller knows of the network, as one immutable value: {@link
 * io.weft.core.network.NetworkView}. The network thread replaces it, every thread may read it, and
 * an app's decision is a function of it.
 */
@NullMarked
package io.weft.core.network;

import org.jspecify.annotations.NullMarked;
