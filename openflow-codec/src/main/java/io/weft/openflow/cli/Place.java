package io.weft.openflow.cli;

import io.weft.openflow.cli.capture.Streams;
import java.util.Optional;

/**
 * Where in the input a message was.
 *
 * @param name such as {@code line 3}
 * @param event in which connection, if the input is a capture
 */
record Place(String name, Optional<Streams.Event> event) {
  static Place ofLine(int number) {
    return new Place("line " + number, Optional.empty());
  }

  static Place of(Streams.Event event) {
    return new Place("packet " + event.packet(), Optional.of(event));
  }

  /** What stands before a message of a capture: when, from where and where to. */
  String prefix() {
    return event.map(at -> at.time() + " " + at.from() + " > " + at.to() + " ").orElse("");
  }

  @Override
  public String toString() {
    return name;
  }
}
