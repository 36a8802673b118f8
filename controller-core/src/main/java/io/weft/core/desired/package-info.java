/**
 * What should be: rules and groups per switch, each with an owner. An app says it as a whole,
 * {@code io.weft.core.reconcile} makes it so. {@link io.weft.core.desired.Plan} is what an app
 * returns.
 */
@NullMarked
package io.weft.core.desired;

import org.jspecify.annotations.NullMarked;
