/**
 * Targets for a coverage-guided fuzzer: octets off the wire and text from operators. Begin with
 * {@code DecodeFuzzTest}.
 */
@NullMarked
package io.weft.fuzz;

import org.jspecify.annotations.NullMarked;
