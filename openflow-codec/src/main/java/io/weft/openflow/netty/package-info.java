/**
 * Where bytes meet Netty: {@link io.weft.openflow.netty.OpenFlowConnection} cuts the stream into
 * frames, decodes them and collects answers, so that one read of the socket costs one pass and one
 * flush. No buffer leaves this package.
 */
@NullMarked
package io.weft.openflow.netty;

import org.jspecify.annotations.NullMarked;
