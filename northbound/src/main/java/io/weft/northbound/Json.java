package io.weft.northbound;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;

/** Messages as JSON: every field is there, so that what reads it need not know the defaults. */
final class Json {
  static final JsonFormat.Printer PRINTER = JsonFormat.printer().alwaysPrintFieldsWithNoPresence();

  /** What it does not know it refuses. */
  static final JsonFormat.Parser PARSER = JsonFormat.parser();

  private static final JsonFormat.Printer ONE_LINE = PRINTER.omittingInsignificantWhitespace();

  private Json() {}

  /** Without a line break. */
  static String line(MessageOrBuilder message) {
    try {
      return ONE_LINE.print(message);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e); // only google.protobuf.Any can be unprintable
    }
  }
}
