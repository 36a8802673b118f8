/** The commands as a shell runs them, in the process of the test. */
@NullMarked
package io.weft.openflow.cli;

import org.jspecify.annotations.NullMarked;
