package io.weft.lab.check;

import io.weft.lab.Lab;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A line of a topology's {@code expected}: a check's word and its arguments, {@code first-reply
 * from=h1 to=h4}.
 */
public record Expectation(String word, Map<String, String> arguments) {
  // spotless:off
  private static final Map<String, Function<Expectation, Check>> CHECKS = Map.ofEntries(
      Map.entry("tables",             e -> new TablesRead()),
      Map.entry("first-reply",        e -> new FirstReply(e.get("from"), e.get("to"), e.duration("within"))),
      Map.entry("all-pairs",          e -> new AllPairs()),
      Map.entry("tcp",                e -> new Tcp(e.get("from"), e.get("to"))),
      Map.entry("broadcast",          e -> new Broadcast(e.get("from"))),
      Map.entry("steady-state",       e -> new SteadyState(e.get("from"), e.get("to"), e.number("packets"))),
      Map.entry("link-cut",           e -> new LinkCut(e.get("from"), e.get("to"), e.number("hop"), e.duration("within"))),
      Map.entry("host-move",          e -> new HostMove(e.get("host"), e.get("to"), e.get("from"), e.duration("within"))),
      Map.entry("idle-ageing",        e -> new IdleAgeing(e.get("host"), e.duration("within"))),
      Map.entry("controller-gone",    e -> new ControllerGone(e.pairs("pairs"), e.duration("for"))),
      Map.entry("controller-restart", e -> new ControllerRestart(e.pairs("pairs"))),
      Map.entry("switch-restart",     e -> new SwitchRestart(e.get("from"), e.get("to"), e.duration("within"))));
  // spotless:on

  public Expectation {
    arguments = Map.copyOf(arguments);
  }

  /** Reads a line; an IllegalArgumentException says what is wrong with it. */
  public static Expectation parse(String line) {
    List<String> words = List.of(line.strip().split("\\s+"));
    Map<String, String> arguments = new LinkedHashMap<>();
    for (String argument : words.subList(1, words.size())) {
      int equals = argument.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("'" + argument + "' is not name=value");
      }
      arguments.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
    return new Expectation(words.getFirst(), arguments);
  }

  public Check check() {
    Function<Expectation, Check> make = CHECKS.get(word);
    if (make == null) {
      throw new IllegalArgumentException(
          "no check '" + word + "'; there are " + CHECKS.keySet().stream().sorted().toList());
    }
    return make.apply(this);
  }

  private String get(String name) {
    String value = arguments.get(name);
    if (value == null) {
      throw new IllegalArgumentException(word + " needs " + name + "=");
    }
    return value;
  }

  private int number(String name) {
    return Integer.parseInt(get(name));
  }

  /** {@code 100ms} or {@code 2s}. */
  private Duration duration(String name) {
    String value = get(name);
    if (value.endsWith("ms")) {
      return Duration.ofMillis(Long.parseLong(value.substring(0, value.length() - 2)));
    }
    if (value.endsWith("s")) {
      return Duration.ofSeconds(Long.parseLong(value.substring(0, value.length() - 1)));
    }
    throw new IllegalArgumentException(name + "=" + value + " is not a time such as 100ms or 2s");
  }

  /** {@code h1-h2,h3-h4}. */
  private List<Lab.Pair> pairs(String name) {
    return Stream.of(get(name).split(",", -1))
        .map(pair -> pair.split("-", -1))
        .map(ends -> new Lab.Pair(ends[0], ends[1]))
        .toList();
  }
}
