/**
 * Bytes and tables, no OpenFlow message: readers and writers that check every length, layouts that
 * describe a small struct in one line, and tables of rows that say which wire code of which version
 * is which record.
 *
 * <p>Read {@link io.weft.openflow.wire.WireTable} first.
 */
@NullMarked
package io.weft.openflow.wire;

import org.jspecify.annotations.NullMarked;
