package io.weft.openflow.cli;

import io.weft.openflow.message.Decoded;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.notation.NotationException;
import java.io.IOException;
import java.io.Writer;

/** One line of text for each message; what is none goes to the complaints. */
final class DecodedText implements DecodePrinter {
  private final Writer out;
  private final Complaints complaints;

  DecodedText(Writer out, Complaints complaints) {
    this.out = out;
    this.complaints = complaints;
  }

  @Override
  public void message(Place place, Envelope envelope) throws IOException {
    String line;
    try {
      line = MessageLine.print(envelope);
    } catch (RuntimeException | StackOverflowError e) {
      complaints.add(place + ": no text: " + e);
      return;
    }
    out.write(place.prefix());
    out.write(line);
    out.write('\n');
  }

  @Override
  public void malformed(Place place, Decoded.Malformed malformed) throws IOException {
    complaints.add(place + ": " + place.prefix() + malformed.error() + ": " + malformed.detail());
  }

  @Override
  public void unreadable(Place place, NotationException mistake) throws IOException {
    complaints.add(place + ", " + mistake.getMessage());
  }
}
