/** The code of the guides in docs/guides about the codec, which a test compares with them. */
@NullMarked
package io.weft.openflow.guide;

import org.jspecify.annotations.NullMarked;
