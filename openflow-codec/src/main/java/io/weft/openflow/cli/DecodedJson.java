package io.weft.openflow.cli;

import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.codec.OpenFlowCodec;
import io.weft.openflow.message.Decoded;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.MessageText;
import io.weft.openflow.notation.NotationException;
import io.weft.openflow.notation.Quoted;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;

/** One JSON object a line for each message and for each line that is none. */
final class DecodedJson implements DecodePrinter {
  /** OFPET_EXPERIMENTER. */
  private static final int EXPERIMENTER_ERROR = 0xffff;

  private final Writer out;
  private final Complaints complaints;

  DecodedJson(Writer out, Complaints complaints) {
    this.out = out;
    this.complaints = complaints;
  }

  @Override
  public void message(Place place, Envelope envelope) throws IOException {
    Optional<String> problem = Optional.empty();
    Optional<String> text = Optional.empty();
    Optional<String> hex = Optional.empty();
    try {
      text = Optional.of(MessageText.print(envelope.message()));
    } catch (RuntimeException | StackOverflowError e) {
      problem = Optional.of("no text: " + e);
    }
    try {
      hex = Optional.of(OpenFlowCodec.encode(envelope).toString());
    } catch (RuntimeException e) {
      problem = Optional.of("cannot be encoded again: " + e.getMessage());
    }
    StringBuilder line = new StringBuilder("{\"ok\":true,\"version\":\"");
    line.append(envelope.version()).append("\",\"type\":\"");
    line.append(MessageText.typeName(envelope.message())).append("\",\"text\":");
    appendString(text, line);
    line.append(",\"hex\":");
    if (hex.isPresent()) {
      line.append('"').append(hex.get()).append('"');
    } else {
      line.append("null");
    }
    line.append(",\"xid\":").append(Integer.toUnsignedString(envelope.xid()));
    if (problem.isPresent()) {
      complaints.note();
      appendString(problem, line.append(",\"detail\":"));
    }
    end(place, line);
  }

  @Override
  public void malformed(Place place, Decoded.Malformed malformed) throws IOException {
    OfError.Wire wire = wire(malformed);
    boolean isExtension = wire.experimenterId() != 0;
    boolean hasOwnType = isExtension && wire.code() == 0;
    StringBuilder line = new StringBuilder("{\"ok\":false,\"errorType\":");
    line.append(hasOwnType ? EXPERIMENTER_ERROR : wire.type()).append(",\"errorCode\":");
    line.append(hasOwnType ? wire.type() : wire.code());
    if (isExtension) {
      line.append(",\"experimenter\":").append(Integer.toUnsignedString(wire.experimenterId()));
    }
    line.append(",\"error\":\"").append(malformed.error()).append("\",\"detail\":");
    Quoted.append(malformed.detail(), line);
    line.append(",\"xid\":").append(Integer.toUnsignedString(malformed.xid()));
    complaints.note();
    end(place, line);
  }

  /** In the numbers of the version of the message, or of the first that has the error. */
  private static OfError.Wire wire(Decoded.Malformed malformed) {
    OfError error = malformed.error();
    OfVersion said = OfVersion.ofWire(malformed.version()).orElse(OfVersion.OF13);
    Optional<OfError.Wire> wire = error.wire(said);
    for (OfVersion version : OfVersion.values()) {
      wire = wire.or(() -> error.wire(version));
    }
    return wire.orElseThrow();
  }

  @Override
  public void unreadable(Place place, NotationException mistake) throws IOException {
    StringBuilder line =
        new StringBuilder(
            "{\"ok\":false,\"errorType\":null,\"errorCode\":null,\"error\":null,\"detail\":");
    Quoted.append(String.valueOf(mistake.getMessage()), line);
    complaints.note();
    end(place, line);
  }

  private void end(Place place, StringBuilder line) throws IOException {
    appendString(Optional.of(place.toString()), line.append(",\"at\":"));
    place
        .event()
        .ifPresent(event -> {
          appendString(Optional.of(event.time().toString()), line.append(",\"time\":"));
          appendString(Optional.of(event.from().toString()), line.append(",\"from\":"));
          appendString(Optional.of(event.to().toString()), line.append(",\"to\":"));
        });
    out.append(line).append("}\n");
  }

  private static void appendString(Optional<String> text, StringBuilder line) {
    if (text.isPresent()) {
      Quoted.append(text.get(), line);
    } else {
      line.append("null");
    }
  }
}
