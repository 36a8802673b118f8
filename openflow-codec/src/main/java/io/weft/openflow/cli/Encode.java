package io.weft.openflow.cli;

import io.weft.openflow.EncodeException;
import io.weft.openflow.codec.OpenFlowCodec;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.notation.NotationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;

/** Prints the octets of lines of text, or of JSON. */
final class Encode implements Command {
  private final Options options;
  private final Writer out;
  private final Complaints complaints;

  Encode(Options options, Writer out, Complaints complaints) {
    this.options = options;
    this.out = out;
    this.complaints = complaints;
  }

  @Override
  public void line(String line, int number) throws IOException {
    String hex;
    try {
      Envelope envelope =
          options.json()
              ? JsonLine.parse(line, options.version())
              : MessageLine.parse(line, options.version(), options.type());
      hex = OpenFlowCodec.encode(envelope).toString();
    } catch (NotationException e) {
      complaints.add("line " + number + ", " + e.getMessage());
      return;
    } catch (EncodeException | IllegalArgumentException e) {
      complaints.add("line " + number + ": " + e.getMessage());
      return;
    } catch (RuntimeException | StackOverflowError e) {
      complaints.add("line " + number + ": " + e);
      return;
    }
    out.write(hex);
    out.write('\n');
  }

  @Override
  public void capture(InputStream capture) throws IOException {
    complaints.add("expected text, found a capture");
  }
}
