@NullMarked
package io.weft.app.learning;

import org.jspecify.annotations.NullMarked;
