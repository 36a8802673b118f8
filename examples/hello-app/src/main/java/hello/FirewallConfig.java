package hello;

import io.weft.openflow.match.Match;
import java.util.List;

/**
 * The section {@code apps.firewall}.
 *
 * @param rules {@code permit} or {@code deny} and a match as {@code ovs-ofctl} has it, such as
 *     {@code deny tcp,nw_src=10.0.0.1,nw_dst=10.0.0.2,tp_dst=23}
 * @param otherwise what happens to all else
 */
public record FirewallConfig(List<Entry> rules, Verdict otherwise) {
  /** What happens to a packet. */
  public enum Verdict {
    PERMIT,
    DENY
  }

  /** One line of the list. */
  public record Entry(Verdict verdict, Match match) {
    public static Entry parse(String text) {
      String[] words = text.split(" ", 2);
      if (words.length == 2 && words[0].matches("permit|deny")) {
        return new Entry(Verdict.valueOf(words[0].toUpperCase()), Match.parse(words[1]));
      }
      throw new IllegalArgumentException("expected permit or deny, and a match");
    }

    boolean permits() {
      return verdict == Verdict.PERMIT;
    }
  }

  /** What a file that says nothing means. */
  public FirewallConfig() {
    this(List.of(), Verdict.PERMIT);
  }

  List<Entry> entries() {
    return rules;
  }

  boolean permitsOthers() {
    return otherwise == Verdict.PERMIT;
  }
}
