/**
 * Talks to switches: one {@link io.weft.core.session.SwitchSession} per connection, from hello to
 * close, on that connection's I/O thread. What a switch says goes to a {@link
 * io.weft.core.session.SwitchListener}; what the core says goes through a {@link
 * io.weft.core.session.SwitchChannel}.
 */
@NullMarked
package io.weft.core.session;

import org.jspecify.annotations.NullMarked;
