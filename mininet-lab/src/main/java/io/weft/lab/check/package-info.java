/**
 * What must hold on a lab: one small record per check, from arguments to a measured {@link
 * io.weft.lab.check.Result}. {@link io.weft.lab.check.Expectation} is the table of them and reads a
 * topology's {@code expected} file.
 */
@NullMarked
package io.weft.lab.check;

import org.jspecify.annotations.NullMarked;
