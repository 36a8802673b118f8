@NullMarked
package io.weft.benchmarks;

import org.jspecify.annotations.NullMarked;
