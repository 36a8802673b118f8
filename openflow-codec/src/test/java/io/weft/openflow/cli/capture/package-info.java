/** Tests of captures, which they make themselves. */
@NullMarked
package io.weft.openflow.cli.capture;

import org.jspecify.annotations.NullMarked;
