package io.weft.core.desired;

/** What can be installed in a switch: a flow entry, a group entry or a meter entry. */
public sealed interface Entry permits Rule, Group, Meter {
  /** Where it is: two entries with the same key cannot be installed together. */
  EntryKey key();

  /** Whose it is, as in {@link Owner#id}. */
  int ownerId();
}
