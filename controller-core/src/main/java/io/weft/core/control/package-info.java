/**
 * The network thread and what runs on it: {@link io.weft.core.control.Controller} takes what
 * sessions say, keeps the view, asks the apps, and hands their plans to the reconciler.
 */
@NullMarked
package io.weft.core.control;

import org.jspecify.annotations.NullMarked;
