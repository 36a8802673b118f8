package io.weft.openflow.message;

import io.weft.net.Bytes;

/**
 * A property that no row reads; written back as it came. Members of closed families say so by a
 * record of their own that holds one of these.
 *
 * @param type 0 to 65535; 65535 for an experimenter's, whose id begins the body
 * @param body what follows type and length, without the padding
 */
public record UnknownProperty(int type, Bytes body) {
  /** The member of a family of properties that holds one. */
  public interface Kept {
    UnknownProperty property();
  }
}
