package io.weft.openflow.cli;

import io.weft.net.Bytes;
import io.weft.openflow.cli.capture.Capture;
import io.weft.openflow.cli.capture.CaptureException;
import io.weft.openflow.cli.capture.Streams;
import io.weft.openflow.codec.OpenFlowCodec;
import io.weft.openflow.message.Decoded;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.notation.NotationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;

/** Decodes lines, a message each, and what captures hold, and has it printed. */
final class Decode implements Command {
  private final Options options;
  private final DecodePrinter printer;
  private final Complaints complaints;

  Decode(Options options, Writer out, Complaints complaints) {
    this.options = options;
    this.complaints = complaints;
    this.printer =
        options.json() ? new DecodedJson(out, complaints) : new DecodedText(out, complaints);
  }

  @Override
  public void line(String line, int number) throws IOException {
    Place place = Place.ofLine(number);
    Bytes octets;
    try {
      octets = HexLine.parse(line);
    } catch (NotationException e) {
      printer.unreadable(place, e);
      return;
    }
    frame(octets, place);
  }

  private void frame(Bytes frame, Place place) throws IOException {
    switch (OpenFlowCodec.decode(frame)) {
      case Envelope message -> printer.message(place, message);
      case Decoded.Malformed malformed -> printer.malformed(place, malformed);
    }
  }

  @Override
  public void capture(InputStream capture) throws IOException {
    Streams streams = new Streams(options.ports());
    try {
      Capture packets = Capture.open(capture);
      while (true) {
        var packet = packets.next();
        if (packet.isEmpty()) {
          break;
        }
        streams.add(packet.get());
        printAll(streams);
      }
    } catch (CaptureException e) {
      complaints.add("capture: " + e.getMessage());
    }
    streams.end();
    printAll(streams);
  }

  private void printAll(Streams streams) throws IOException {
    for (Streams.Event event : streams.take()) {
      Place place = Place.of(event);
      switch (event) {
        case Streams.Frame frame -> frame(frame.octets(), place);
        case Streams.Lost lost -> complaints.add(place + ": " + place.prefix() + lost.what());
      }
    }
  }
}
