/**
 * The controller process: {@link io.weft.controller.Main} reads the configuration, {@link
 * io.weft.controller.WeftComponent} wires the parts, and that is all that happens here.
 */
@NullMarked
package io.weft.controller;

import org.jspecify.annotations.NullMarked;
