@NullMarked
package io.weft.openflow.reactive;

import org.jspecify.annotations.NullMarked;
