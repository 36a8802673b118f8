/**
 * Makes what is installed what is desired: {@link io.weft.core.reconcile.Change} says which mods
 * that takes, {@link io.weft.core.reconcile.SwitchReconciler} sends them to one switch and keeps
 * book of what it confirmed, {@link io.weft.core.reconcile.Reconciler} carries plans of all owners
 * to all switches, stage by stage.
 *
 * <p>Groups are made before the rules that use them and removed after them. Rules and groups of
 * others are never touched.
 */
@NullMarked
package io.weft.core.reconcile;

import org.jspecify.annotations.NullMarked;
