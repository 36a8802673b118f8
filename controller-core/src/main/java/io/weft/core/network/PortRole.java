package io.weft.core.network;

/** What a port is for, as link discovery sees it. */
public enum PortRole {
  /** Shut, or without carrier. */
  DOWN,

  /** Up for so short a time that a link would not have shown itself: nothing may be forwarded. */
  PROBING,

  /** No switch of ours is behind it: hosts, or somebody else's network. */
  EDGE,

  /** A switch of ours is behind it. */
  LINK,

  /**
   * A switch of ours was behind it and is not heard any more although the port is up. It may still
   * forward by old rules, so nothing is sent there, until the port goes down and up or the switch
   * is heard again.
   */
  STALE
}
