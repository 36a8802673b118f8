package io.weft.core.dataplane;

import io.weft.core.dataplane.PipelineOutput.Forward;
import io.weft.core.dataplane.PipelineOutput.ToController;
import io.weft.net.Bytes;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.ErrorCode;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import io.weft.openflow.message.FlowMultipart.FlowStatsRequest;
import io.weft.openflow.message.FlowRemoved;
import io.weft.openflow.message.GroupMod;
import io.weft.openflow.message.PortDesc;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A pipeline of ports 1 to 4 with a clock, and short words for what tests say to it. */
final class Bench {
  static final Bytes UDP = java.util.Objects.requireNonNull(PacketTest.FRAMES.get("udp4"));
  static final Bytes ARP = java.util.Objects.requireNonNull(PacketTest.FRAMES.get("arp"));

  private final Pipeline pipeline;
  private Instant now = Instant.EPOCH;

  Bench(PipelineSettings settings, BucketChooser chooser) {
    this(new Pipeline(settings, chooser));
    for (int port = 1; port <= 4; port++) {
      setPort(port, 0, true);
    }
  }

  private Bench(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  static Bench of(OfVersion version) {
    return new Bench(PipelineSettings.of(version), BucketChooser.byFlow());
  }

  Pipeline pipeline() {
    return pipeline;
  }

  Bench copy() {
    Bench copy = new Bench(pipeline.copy());
    copy.now = now;
    return copy;
  }

  Instant now() {
    return now;
  }

  void setPort(int number, int config, boolean up) {
    PortDesc port =
        PortDesc.of(PortNo.of(number), new MacAddress(0x0200_0000_0000L + number), "p", up);
    pipeline.putPort(
        new PortDesc(
            port.number(), port.hwAddress(), port.name(), config, port.state(), 0, 0, 0, 0, 0, 0),
        now);
  }

  List<FlowRemoved> pass(long seconds) {
    now = now.plus(Duration.ofSeconds(seconds));
    return pipeline.expire(now);
  }

  List<FlowRemoved> apply(FlowMod... mods) {
    List<FlowRemoved> last = List.of();
    for (FlowMod mod : mods) {
      last = pipeline.apply(mod, now);
    }
    return last;
  }

  List<FlowRemoved> apply(GroupMod... mods) {
    List<FlowRemoved> last = List.of();
    for (GroupMod mod : mods) {
      last = pipeline.apply(mod, now);
    }
    return last;
  }

  /** The error that the request is answered with. */
  Optional<ErrorCode> refusal(FlowMod mod) {
    try {
      pipeline.apply(mod, now);
      return Optional.empty();
    } catch (RefusedException e) {
      return Optional.of(e.error());
    }
  }

  Optional<ErrorCode> refusal(GroupMod mod) {
    try {
      pipeline.apply(mod, now);
      return Optional.empty();
    } catch (RefusedException e) {
      return Optional.of(e.error());
    }
  }

  List<PipelineOutput> outputs(Bytes frame, int port) {
    return pipeline.process(frame, PortNo.of(port), now);
  }

  /** Where a frame goes, such as {@code 2 3 controller}; {@code drop} for nowhere. */
  String way(Bytes frame, int port) {
    return way(outputs(frame, port));
  }

  /** Where a UDP frame goes that comes in on port 1. */
  String way() {
    return way(UDP, 1);
  }

  static String way(List<PipelineOutput> outputs) {
    return outputs.isEmpty()
        ? "drop"
        : outputs.stream()
            .map(output ->
                switch (output) {
                  case Forward forward -> forward.port().toString();
                  case ToController to -> "controller";
                })
            .collect(Collectors.joining(" "));
  }

  List<FlowEntry> flows() {
    return pipeline.flows(FlowStatsRequest.all(), now);
  }

  /** Priorities of the entries, highest first. */
  List<Integer> priorities() {
    return flows().stream().map(FlowEntry::priority).toList();
  }
}
