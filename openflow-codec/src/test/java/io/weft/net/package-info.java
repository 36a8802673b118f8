/** Tests of the addresses and numbers. */
@NullMarked
package io.weft.net;

import org.jspecify.annotations.NullMarked;
