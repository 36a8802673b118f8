/**
 * {@code weft ctl}: asks a running controller. {@link io.weft.ctl.CtlMain} is the command, {@link
 * io.weft.ctl.Controller} the connection. It knows {@code weft.v1}, protobuf and picocli and
 * nothing else, so that it starts in the time that others need for their logger.
 */
@NullMarked
package io.weft.ctl;

import org.jspecify.annotations.NullMarked;
