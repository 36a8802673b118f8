package io.weft.openflow.cli;

import io.weft.openflow.message.Decoded;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.notation.NotationException;
import java.io.IOException;

/** What becomes of what was decoded. */
interface DecodePrinter {
  void message(Place place, Envelope envelope) throws IOException;

  /** Octets that are no message. */
  void malformed(Place place, Decoded.Malformed malformed) throws IOException;

  /** A line that is no sequence of octets. */
  void unreadable(Place place, NotationException mistake) throws IOException;
}
