/** The code of docs/guides/write-an-app.md, which a test compares with it. */
@NullMarked
package io.weft.testkit.guide;

import org.jspecify.annotations.NullMarked;
