/**
 * The L2 learning app: makes any wired topology of switches one Ethernet segment, without a loop
 * and without a spanning tree protocol. {@link io.weft.app.l2.L2Learning} is the app; {@link
 * io.weft.app.l2.MultiTable} and {@link io.weft.app.l2.SingleTable} are its pipelines for switches
 * with and without several tables.
 */
@NullMarked
package io.weft.app.l2;

import org.jspecify.annotations.NullMarked;
