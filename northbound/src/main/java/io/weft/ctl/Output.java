package io.weft.ctl;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;

/** How answers are printed. */
enum Output {
  /** For people. */
  TABLE,
  /** As the API has them. */
  JSON;

  static String json(Message message) {
    return print(message, printer());
  }

  static String jsonLine(Message message) {
    return print(message, printer().omittingInsignificantWhitespace());
  }

  private static JsonFormat.Printer printer() {
    return JsonFormat.printer().alwaysPrintFieldsWithNoPresence();
  }

  private static String print(Message message, JsonFormat.Printer printer) {
    try {
      return printer.print(message);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e); // only google.protobuf.Any can be unprintable
    }
  }
}
