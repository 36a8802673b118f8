/**
 * What a controller app is: {@link io.weft.core.app.App}, a function from the view to what should
 * be, with reactions to single packets beside it.
 */
@NullMarked
package io.weft.core.app;

import org.jspecify.annotations.NullMarked;
