package io.weft.core.desired;

/** What identifies an entry within its switch. */
public sealed interface EntryKey permits Rule.Key, Group.Key, Meter.Key {}
