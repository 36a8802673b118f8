package io.weft.openflow.cli;

/**
 * Where in the input a message was.
 *
 * @param name such as {@code line 3}
 * @param prefix what stands before a message of a capture: when, from where and where to
 */
record Place(String name, String prefix) {
  @Override
  public String toString() {
    return name;
  }
}
