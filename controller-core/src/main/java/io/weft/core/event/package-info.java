/**
 * What happens in the network, as values that apps are told of, after the view has taken it in:
 * {@link io.weft.core.event.Event}.
 */
@NullMarked
package io.weft.core.event;

import org.jspecify.annotations.NullMarked;
