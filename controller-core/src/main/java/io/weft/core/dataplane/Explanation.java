package io.weft.core.dataplane;

import io.weft.core.dataplane.PipelineOutput.Forward;
import io.weft.core.dataplane.PipelineOutput.ToController;
import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.FlowMod;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * What becomes of a frame and why: the way through tables, entries, actions and groups, and what
 * leaves the switch. It prints as lines, indented by what led to what.
 *
 * @param steps in order; see {@link Step#depth}
 * @param learned the entries that learn actions would add
 */
public record Explanation(
    PortNo inPort,
    Bytes frame,
    List<Step> steps,
    List<FlowMod> learned,
    List<PipelineOutput> outputs) {
  public Explanation {
    steps = List.copyOf(steps);
    learned = List.copyOf(learned);
    outputs = List.copyOf(outputs);
  }

  static String indent(int depth) {
    return "  ".repeat(depth);
  }

  /** The looks into tables among the steps. */
  public List<Step.Lookup> lookups() {
    return steps.stream()
        .filter(Step.Lookup.class::isInstance)
        .map(Step.Lookup.class::cast)
        .toList();
  }

  /** The fields of the headers that a sent frame has otherwise, with its own values. */
  public Match changes(Bytes sent) {
    Packet before = Packet.of(frame, inPort);
    Packet after = Packet.of(sent, inPort);
    Match.Builder changed = Match.setting();
    for (Field<?> field : Field.all()) {
      boolean header = !field.isAlias() && PacketField.of(field).isPresent();
      if (header && !before.get(field).equals(after.get(field))) {
        Bits value = after.get(field);
        changed.set(field, value.high(), value.low(), field.fullHigh(), field.fullLow());
      }
    }
    return changed.build();
  }

  private String print(PipelineOutput output) {
    String where =
        switch (output) {
          case Forward to -> "out of port " + to.port();
          case ToController to -> "to the controller, reason " + to.reason();
        };
    Match changes = changes(output.frame());
    return changes.isEmpty() ? where : where + " with " + changes;
  }

  @Override
  public String toString() {
    StringJoiner lines = new StringJoiner("\n");
    lines.add("in on port " + inPort + ", " + frame.size() + " octets");
    steps.forEach(step -> lines.add(step.toString()));
    learned.forEach(mod -> lines.add("learns " + mod));
    List<String> results = new ArrayList<>();
    outputs.forEach(output -> results.add(print(output)));
    lines.add("result: " + (results.isEmpty() ? "dropped" : String.join("; ", results)));
    return lines.toString();
  }
}
