/**
 * The CLOS fabric app: leaves, spines and what is above them as one routed network. {@link
 * io.weft.app.clos.Blueprint} says what it is to be, {@link io.weft.app.clos.Fabric} what of it is
 * there, {@link io.weft.app.clos.Pipeline} what each switch is told; {@link
 * io.weft.app.clos.ClosEcmp} is the app.
 */
@NullMarked
package io.weft.app.clos;

import org.jspecify.annotations.NullMarked;
