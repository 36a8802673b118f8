package io.weft.openflow.cli;

import io.weft.openflow.OfVersion;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the arguments say.
 *
 * @param decodes or else encodes
 * @param version of lines that do not say theirs
 * @param type of lines that are text alone
 * @param captures files that must be captures
 * @param sources files, or lines of input
 * @param ports whose TCP connections are OpenFlow
 */
record Options(
    boolean decodes,
    boolean help,
    boolean json,
    OfVersion version,
    Optional<String> type,
    List<String> captures,
    List<String> sources,
    Set<Integer> ports) {
  static Options parse(List<String> arguments) {
    if (arguments.isEmpty()) {
      throw new UsageException("expected decode or encode");
    }
    boolean decodes = arguments.getFirst().equals("decode");
    if (!decodes && !arguments.getFirst().equals("encode")) {
      throw new UsageException("expected decode or encode, not '" + arguments.getFirst() + "'");
    }
    boolean help = false;
    boolean json = false;
    OfVersion version = OfVersion.OF13;
    Optional<String> type = Optional.empty();
    List<String> captures = new ArrayList<>();
    List<String> sources = new ArrayList<>();
    Set<Integer> ports = new TreeSet<>(Set.of(6633, 6653));
    Iterator<String> left = arguments.listIterator(1);
    while (left.hasNext()) {
      String argument = left.next();
      int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
      String name = equals < 0 ? argument : argument.substring(0, equals);
      Iterator<String> value =
          equals < 0 ? left : List.of(argument.substring(equals + 1)).iterator();
      if (!name.startsWith("-") || name.equals("-")) {
        sources.add(argument);
      } else if (name.equals("--help") || name.equals("-h")) {
        help = true;
      } else if (name.equals("--json")) {
        json = true;
      } else if (decodes && name.equals("--pcap")) {
        captures.add(valueOf(name, value));
      } else if (decodes && name.equals("--port")) {
        ports.add(port(valueOf(name, value)));
      } else if (!decodes && (name.equals("--version") || name.equals("-O"))) {
        version = version(valueOf(name, value));
      } else if (!decodes && name.equals("--type")) {
        type = Optional.of(valueOf(name, value));
      } else {
        throw new UsageException("unknown option '" + name + "' of " + arguments.getFirst());
      }
    }
    return new Options(decodes, help, json, version, type, captures, sources, ports);
  }

  private static String valueOf(String option, Iterator<String> left) {
    if (!left.hasNext()) {
      throw new UsageException("expected a value of " + option);
    }
    return left.next();
  }

  private static int port(String text) {
    if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= 0xffff) {
      return Integer.parseInt(text);
    }
    throw new UsageException("expected a TCP port, not '" + text + "'");
  }

  private static OfVersion version(String text) {
    return findVersion(text)
        .orElseThrow(
            () -> new UsageException("expected a version from 1.0 to 1.5, not '" + text + "'"));
  }

  /** A version as {@code 1.3}, {@code OF1.3} or {@code OpenFlow13}. */
  static Optional<OfVersion> findVersion(String text) {
    for (OfVersion version : OfVersion.values()) {
      String dotted = version.toString();
      if (text.equals(dotted)
          || text.equalsIgnoreCase("OF" + dotted)
          || text.equalsIgnoreCase("OpenFlow" + dotted)
          || text.equalsIgnoreCase("OpenFlow" + dotted.replace(".", ""))) {
        return Optional.of(version);
      }
    }
    return Optional.empty();
  }
}
