package io.weft.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What ofproto/trace prints, as far as a test compares it. */
final class TraceText {
  private static final Pattern LOOKUP =
      Pattern.compile(
          "^ *(\\d+)\\. (?:No match\\.|.*?(?:priority (\\d+))(?:, cookie (0x[0-9a-f]+))?)$");

  private TraceText() {}

  /** Table and cookie of each lookup, -1 for a miss. */
  static List<String> path(String trace) {
    List<String> path = new ArrayList<>();
    for (String line : trace.split("\n", -1)) {
      Matcher lookup = LOOKUP.matcher(line);
      if (lookup.matches()) {
        String cookie = lookup.group(3);
        long number = cookie != null ? Long.decode(cookie) : line.endsWith("No match.") ? -1 : 0;
        path.add(lookup.group(1) + " " + number);
      }
    }
    return path;
  }

  /** Whether the packet went round again and the trace did not follow. */
  static boolean isPartial(String trace) {
    return trace.contains("recirc(");
  }
}
