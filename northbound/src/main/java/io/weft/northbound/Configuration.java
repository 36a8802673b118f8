package io.weft.northbound;

import io.weft.api.v1.ConfigPlan;
import io.weft.api.v1.ConfigSnapshot;

/** The configuration of the process, as the API asks it. Any thread but the network thread. */
public interface Configuration {
  /** Why a configuration is not planned or applied. */
  enum Reason {
    /** It is wrong. */
    INVALID,
    /** Somebody has changed what it was planned against. */
    STALE,
    /** It cannot be at the moment. */
    NOT_NOW
  }

  /** A configuration is not planned or applied; the message is for the operator. */
  final class RefusedException extends Exception {
    private final Reason reason;

    public RefusedException(Reason reason, String message) {
      super(message);
      this.reason = reason;
    }

    public Reason reason() {
      return reason;
    }
  }

  /** What holds now. */
  ConfigSnapshot current();

  /**
   * What a configuration would change. Changes nothing.
   *
   * @param file what errors call it
   * @param yaml the whole of it
   */
  ConfigPlan plan(String file, String yaml) throws RefusedException;

  /**
   * Changes what can be changed at run time.
   *
   * @param generation of the configuration that the change was planned against
   * @return what was changed, and which keys need a restart
   */
  ConfigPlan apply(String file, String yaml, long generation) throws RefusedException;
}
