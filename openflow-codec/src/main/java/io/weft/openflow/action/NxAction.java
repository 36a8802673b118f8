package io.weft.openflow.action;

import io.weft.net.Bytes;
import io.weft.net.PortNo;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Open vSwitch's extension actions of fixed meaning (nicira-ext.h, enum nx_action_subtype), beside
 * those of {@link FieldAction}, {@link ConntrackAction} and {@link Learn}. Port numbers have 16
 * bits here in all versions.
 */
public sealed interface NxAction extends Action {
  /** The number of a resubmit that stays in its table, and of a {@code ct} that goes to none. */
  int NO_TABLE = 0xff;

  /** Looks the packet up again in this table, as if it had come in on that port. */
  record ResubmitPort(PortNo inPort) implements NxAction {
    @Override
    public String toString() {
      return resubmit(inPort, NO_TABLE, "");
    }
  }

  /**
   * Looks the packet up in a table.
   *
   * @param inPort as if it had come in there; IN_PORT: where it did
   * @param table 0 to 254, or {@link #NO_TABLE} for the present one
   */
  record Resubmit(PortNo inPort, int table) implements NxAction {
    public Resubmit {
      Range.check("table", table, 0xff);
    }

    @Override
    public String toString() {
      return resubmit(inPort, table, "");
    }
  }

  /** Looks the packet up with the addresses and ports of its connection's original direction. */
  record ResubmitCt(PortNo inPort, int table) implements NxAction {
    public ResubmitCt {
      Range.check("table", table, 0xff);
    }

    @Override
    public String toString() {
      return resubmit(inPort, table, ",ct");
    }
  }

  private static String resubmit(PortNo inPort, int table, String suffix) {
    boolean staysOnPort = inPort.equals(PortNo.IN_PORT);
    if (!staysOnPort && table == NO_TABLE) {
      return "resubmit:" + inPort;
    }
    return "resubmit("
        + (staysOnPort ? "" : inPort)
        + ","
        + (table == NO_TABLE ? "" : table)
        + suffix
        + ")";
  }

  /** Sets the low 32 bits of the tunnel id, and the others to zero. */
  record SetTunnel(long id) implements NxAction {
    public SetTunnel {
      Range.check("tunnel id", id, 0xffff_ffffL);
    }

    @Override
    public String toString() {
      return "set_tunnel:" + ActionText.hex(id);
    }
  }

  /** Sets the tunnel id. */
  record SetTunnel64(long id) implements NxAction {
    @Override
    public String toString() {
      return "set_tunnel64:" + ActionText.hex(id);
    }
  }

  /** Undoes {@link Action.SetQueue}. */
  record PopQueue() implements NxAction {
    @Override
    public String toString() {
      return "pop_queue";
    }
  }

  /**
   * Does nothing.
   *
   * @param octets 6, 14, 22, ... of them: others are filled up with zeroes, as on the wire
   */
  record Note(Bytes octets) implements NxAction {
    public Note {
      int size = octets.isEmpty() ? 6 : octets.size() + (6 - octets.size() & 7);
      byte[] filled = new byte[size];
      octets.copyTo(filled, 0);
      octets = Bytes.wrap(filled);
    }

    @Override
    public String toString() {
      return "note:" + ActionText.dotted(octets);
    }
  }

  /** Stops processing the packet. */
  record Exit() implements NxAction {
    @Override
    public String toString() {
      return "exit";
    }
  }

  /**
   * When the packet ends a TCP connection, shortens the timeouts of the flow entry.
   *
   * @param idleTimeout seconds, 0 leaves it
   * @param hardTimeout seconds, 0 leaves it
   */
  record FinTimeout(int idleTimeout, int hardTimeout) implements NxAction {
    public FinTimeout {
      Range.check("idle_timeout", idleTimeout, 0xffff);
      Range.check("hard_timeout", hardTimeout, 0xffff);
    }

    @Override
    public String toString() {
      StringJoiner text = new StringJoiner(",", "fin_timeout(", ")");
      if (idleTimeout != 0) {
        text.add("idle_timeout=" + idleTimeout);
      }
      if (hardTimeout != 0) {
        text.add("hard_timeout=" + hardTimeout);
      }
      return text.toString();
    }
  }

  /**
   * Sends the packet to the controllers of an id.
   *
   * @param maxLen octets, 0 to 65535
   * @param controllerId 0 is what controllers have that set none
   * @param reason of the packet in, 0 to 255
   */
  record Controller(int maxLen, int controllerId, int reason) implements NxAction {
    public Controller {
      Range.check("max_len", maxLen, 0xffff);
      Range.check("id", controllerId, 0xffff);
      Range.check("reason", reason, 0xff);
    }

    @Override
    public String toString() {
      return ControllerText.print(maxLen, controllerId, reason, Bytes.EMPTY, false, 0);
    }
  }

  /**
   * {@link Controller} with more to say.
   *
   * @param userdata comes back in the packet in
   * @param pause the packet in can be resumed
   * @param meterId the meter it passes, 0 for none; unsigned
   */
  record Controller2(
      int maxLen, int controllerId, int reason, Bytes userdata, boolean pause, int meterId)
      implements NxAction {
    public Controller2 {
      Range.check("max_len", maxLen, 0xffff);
      Range.check("id", controllerId, 0xffff);
      Range.check("reason", reason, 0xff);
    }

    @Override
    public String toString() {
      return ControllerText.print(maxLen, controllerId, reason, userdata, pause, meterId);
    }
  }

  /** Decrements the TTL; if it is used up, tells the controllers of these ids. */
  record DecTtlCntIds(List<Integer> controllerIds) implements NxAction {
    public DecTtlCntIds {
      controllerIds = List.copyOf(controllerIds);
      for (int id : controllerIds) {
        Range.check("id", id, 0xffff);
      }
    }

    @Override
    public String toString() {
      StringJoiner text = new StringJoiner(",", "dec_ttl(", ")");
      controllerIds.forEach(id -> text.add(Integer.toString(id)));
      return text.toString();
    }
  }

  /** Sets the bits of the metadata where the mask has ones, in a list of actions. */
  record WriteMetadata(long value, long mask) implements NxAction {
    @Override
    public String toString() {
      return "write_metadata:" + ActionText.masked(value, mask);
    }
  }

  /**
   * One clause of a conjunctive match.
   *
   * @param id of the conjunction, unsigned
   * @param clause 1 to the number of clauses
   * @param clauses 2 to 64
   */
  record Conjunction(int id, int clause, int clauses) implements NxAction {
    public Conjunction {
      if (clauses < 2 || clauses > 64 || clause < 1 || clause > clauses) {
        throw new IllegalArgumentException("clause " + clause + " of " + clauses);
      }
    }

    @Override
    public String toString() {
      return "conjunction(%s,%d/%d)".formatted(Integer.toUnsignedString(id), clause, clauses);
    }
  }

  /**
   * Outputs the packet cut to a length.
   *
   * @param maxLen octets, 14 to 2^32 - 1
   */
  record OutputTrunc(PortNo port, long maxLen) implements NxAction {
    public OutputTrunc {
      Range.check("max_len", maxLen, 0xffff_ffffL);
      if (maxLen < 14) {
        throw new IllegalArgumentException("max_len is " + maxLen + ", must be 14 at least");
      }
    }

    @Override
    public String toString() {
      return "output(port=" + port + ",max_len=" + maxLen + ")";
    }
  }

  /** Executes actions on a copy of the packet. */
  record Clone(List<Action> actions) implements NxAction {
    public Clone {
      actions = Nesting.copy(actions);
    }

    @Override
    public String toString() {
      return "clone(" + Action.print(actions) + ")";
    }
  }

  /** Decrements the TTL of a network service header. */
  record DecNshTtl() implements NxAction {
    @Override
    public String toString() {
      return "dec_nsh_ttl";
    }
  }

  /** Makes Open vSwitch's datapath ask user space; for its tests. */
  record DebugSlow() implements NxAction {
    @Override
    public String toString() {
      return "debug_slow";
    }
  }

  /** Makes Open vSwitch's datapath start over; for its tests. */
  record DebugRecirc() implements NxAction {
    @Override
    public String toString() {
      return "debug_recirc";
    }
  }

  /** Where a packet is sampled, by wire number. */
  enum Direction {
    DEFAULT,
    INGRESS,
    EGRESS
  }

  /**
   * Sends a sample of the packets to collectors of IPFIX.
   *
   * @param probability of 65535, at least 1
   */
  record Sample(int probability, long collectorSetId, long obsDomainId, long obsPointId)
      implements NxAction {
    public Sample {
      SampleText.check(probability, collectorSetId, obsDomainId, obsPointId);
    }

    @Override
    public String toString() {
      return SampleText.print(
          probability,
          collectorSetId,
          "" + obsDomainId,
          "" + obsPointId,
          PortNo.ANY,
          Direction.DEFAULT);
    }
  }

  /**
   * {@link Sample} at a port.
   *
   * @param samplingPort ANY for none
   */
  record Sample2(
      int probability, long collectorSetId, long obsDomainId, long obsPointId, PortNo samplingPort)
      implements NxAction {
    public Sample2 {
      SampleText.check(probability, collectorSetId, obsDomainId, obsPointId);
    }

    @Override
    public String toString() {
      return SampleText.print(
          probability,
          collectorSetId,
          "" + obsDomainId,
          "" + obsPointId,
          samplingPort,
          Direction.DEFAULT);
    }
  }

  /** {@link Sample2} with a direction. */
  record Sample3(
      int probability,
      long collectorSetId,
      long obsDomainId,
      long obsPointId,
      PortNo samplingPort,
      Direction direction)
      implements NxAction {
    public Sample3 {
      SampleText.check(probability, collectorSetId, obsDomainId, obsPointId);
    }

    @Override
    public String toString() {
      return SampleText.print(
          probability, collectorSetId, "" + obsDomainId, "" + obsPointId, samplingPort, direction);
    }
  }

  /**
   * {@link Sample3} whose ids may come from fields (Open vSwitch 3.2).
   *
   * @param obsDomain the field, of at most 32 bits, which then counts instead of the id
   * @param obsPoint likewise
   */
  record Sample4(
      int probability,
      long collectorSetId,
      Optional<Subfield> obsDomain,
      long obsDomainId,
      Optional<Subfield> obsPoint,
      long obsPointId,
      PortNo samplingPort,
      Direction direction)
      implements NxAction {
    public Sample4 {
      SampleText.check(probability, collectorSetId, obsDomainId, obsPointId);
      SampleText.check(obsDomain, obsDomainId);
      SampleText.check(obsPoint, obsPointId);
    }

    @Override
    public String toString() {
      return SampleText.print(
          probability,
          collectorSetId,
          obsDomain.map(Subfield::toString).orElse("" + obsDomainId),
          obsPoint.map(Subfield::toString).orElse("" + obsPointId),
          samplingPort,
          direction);
    }
  }
}
