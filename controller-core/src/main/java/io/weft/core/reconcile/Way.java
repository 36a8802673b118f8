package io.weft.core.reconcile;

/** How far the way from a place on is as wanted. */
enum Way {
  /** Up to its end. */
  DONE,
  /** Not yet. */
  COMING,
  /** A switch on it refuses its rule. */
  REFUSED
}
