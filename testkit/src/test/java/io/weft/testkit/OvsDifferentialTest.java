package io.weft.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.weft.core.dataplane.BucketChooser;
import io.weft.core.dataplane.Pipeline;
import io.weft.core.dataplane.PipelineOutput;
import io.weft.core.dataplane.PipelineSettings;
import io.weft.core.dataplane.RefusedException;
import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.codec.OpenFlowCodec;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.BufferId;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.FlowFlag;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.FlowModCommand;
import io.weft.openflow.message.FlowMultipart;
import io.weft.openflow.message.GroupMod;
import io.weft.openflow.message.GroupType;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.OfMessage.ErrorMessage;
import io.weft.openflow.message.PacketIn;
import io.weft.openflow.message.PortDesc;
import io.weft.openflow.message.PortMultipart;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The model beside the real Open vSwitch: the same random rules and frames, and the same refusals,
 * frames and packet-ins expected.
 */
@Timeout(300)
class OvsDifferentialTest {
  private static final int PORTS = 3;
  private static final int ROUNDS = Integer.getInteger("weft.differential.rounds", 20);
  private static final int CHANGES = 30;
  private static final int FRAMES = 25;
  private static final int FLOWS = 25;
  private static final int GROUPS = 3;
  private static final int TABLES = 3;
  private static final Instant NOW = Instant.EPOCH;

  @ParameterizedTest
  @EnumSource(
      value = OfVersion.class,
      names = {"OF10", "OF13"})
  void changesAndForwardsLikeOpenVswitch(OfVersion version) throws Exception {
    assumeTrue(OvsSandbox.isPossible(), "Open vSwitch is not installed");
    try (RawController controller = new RawController();
        OvsSandbox ovs = OvsSandbox.start(PORTS)) {
      controller.greetAll(version);
      ovs.connect(((InetSocketAddress) controller.address()).getPort());
      RawController.Link link = controller.link(1);
      Side side = new Side(version, link, ovs);
      int agreed = 0;
      for (long seed = 1; seed <= ROUNDS; seed++) {
        side.changes(seed);
        agreed += side.frames(seed);
      }
      assertThat(agreed).isGreaterThan(ROUNDS * FRAMES / 10);
    }
  }

  /** What both sides are told and asked. */
  private static final class Side {
    private final OfVersion version;
    private final RawController.Link link;
    private final OvsSandbox ovs;
    private final List<PortDesc> ports;

    Side(OfVersion version, RawController.Link link, OvsSandbox ovs) {
      this.version = version;
      this.link = link;
      this.ovs = ovs;
      link.awaitOne(OfMessage.Hello.class);
      this.ports = askPorts();
    }

    private List<PortDesc> askPorts() {
      if (version == OfVersion.OF10) {
        return ((OfMessage.FeaturesReply) link.ask(version, new OfMessage.FeaturesRequest()))
            .ports();
      }
      var reply =
          (OfMessage.MultipartReply)
              link.ask(
                  version,
                  new OfMessage.MultipartRequest(false, new PortMultipart.PortDescRequest()));
      return ((PortMultipart.PortDescs) reply.body()).ports();
    }

    /** Returns how many frames went anywhere. */
    int frames(long seed) {
      RandomRules rules = new RandomRules(seed, version, PORTS);
      Pipeline model = new Pipeline(PipelineSettings.of(version), BucketChooser.ofOpenVswitch());
      ports.forEach(port -> model.putPort(port, NOW));
      clear();
      int groups = version == OfVersion.OF10 ? 0 : GROUPS;
      for (int id = 1; id <= groups; id++) {
        GroupMod group = rules.group(id);
        same(seed, group, answer(group), refusal(() -> model.apply(group, NOW)));
      }
      for (int i = 0; i < FLOWS; i++) {
        FlowMod flow = rules.flow(version == OfVersion.OF10 ? 1 : TABLES, groups);
        if (!isSayable(flow)) {
          continue;
        }
        String real = answer(flow);
        String modelled = refusal(() -> model.apply(flow, NOW));
        if (isLaxer(flow, real, modelled)) {
          FlowMod delete = FlowMod.deleteStrict(flow.tableId(), flow.priority(), flow.match());
          same(seed, delete, answer(delete), refusal(() -> model.apply(delete, NOW)));
        } else {
          same(seed, flow, real, modelled);
        }
      }
      // Open vSwitch executes the action set also after a miss; so there is none.
      for (int table = 1; table < TABLES + 2 && version != OfVersion.OF10; table++) {
        FlowMod miss = FlowMod.add(table, 0, Match.ANY, List.of());
        same(seed, miss, answer(miss), refusal(() -> model.apply(miss, NOW)));
      }
      ovs.forgetDatapathFlows();
      int went = 0;
      for (int i = 0; i < FRAMES; i++) {
        int port = rules.port();
        Bytes frame = rules.frame();
        List<String> expected = real(port, frame);
        List<String> modelled = print(model.process(frame, PortNo.of(port), NOW));
        assertThat(modelled)
            .as("seed %d, port %d, frame %s%n%s", seed, port, frame, dump(model))
            .isEqualTo(expected);
        went += expected.isEmpty() ? 0 : 1;
      }
      return went;
    }

    /** Changes few entries again and again, and compares the tables after each. */
    void changes(long seed) {
      RandomRules rules = new RandomRules(seed, version, PORTS);
      Pipeline model = new Pipeline(PipelineSettings.of(version), BucketChooser.ofOpenVswitch());
      clear();
      List<FlowMod> history = new ArrayList<>();
      for (int i = 0; i < CHANGES; i++) {
        FlowMod change = rules.change(version == OfVersion.OF10 ? 1 : TABLES);
        if (isSelfOverlap(model, change)) {
          continue;
        }
        history.add(change);
        same(seed, change, answer(change), refusal(() -> model.apply(change, NOW)));
        assertThat(lines(model.flows(FlowMultipart.FlowStatsRequest.all(), NOW)))
            .as("seed %d, after %s", seed, history)
            .isEqualTo(lines(installed()));
      }
    }

    /** Open vSwitch replaces an equal entry also if it shall check for overlap. */
    private static boolean isSelfOverlap(Pipeline model, FlowMod mod) {
      return mod.flags().contains(FlowFlag.CHECK_OVERLAP)
          && model.flows(FlowMultipart.FlowStatsRequest.all(), NOW).stream()
              .anyMatch(e ->
                  e.tableId() == mod.tableId()
                      && e.priority() == mod.priority()
                      && e.match().equals(mod.match()));
    }

    private List<FlowMultipart.FlowEntry> installed() {
      var reply =
          (OfMessage.MultipartReply)
              link.ask(
                  version,
                  new OfMessage.MultipartRequest(false, FlowMultipart.FlowStatsRequest.all()));
      return ((FlowMultipart.FlowStats) reply.body()).entries();
    }

    private static List<String> lines(List<FlowMultipart.FlowEntry> entries) {
      return entries.stream()
          .map(e ->
              "table=%d,priority=%d,%s cookie=%d actions=%s"
                  .formatted(
                      e.tableId(),
                      e.priority(),
                      e.match(),
                      e.cookie(),
                      Instruction.print(e.instructions())))
          .sorted()
          .toList();
    }

    private static String dump(Pipeline model) {
      return Stream.concat(
              model.groups().stream().map(Object::toString),
              model.flows(FlowMultipart.FlowStatsRequest.all(), NOW).stream()
                  .map(e ->
                      e.tableId() + " " + e.priority() + " " + e.match() + " " + e.instructions()))
          .reduce("", (all, line) -> all + line + "\n");
    }

    /** Open vSwitch does not ask of written actions whether the match makes them possible. */
    private static boolean isLaxer(FlowMod flow, String real, String modelled) {
      return real.equals("accepted")
          && modelled.equals(OfError.OFPBAC_MATCH_INCONSISTENT.toString())
          && flow.instructions().stream().anyMatch(Instruction.WriteActions.class::isInstance);
    }

    private boolean isSayable(FlowMod flow) {
      ByteBuf buffer = Unpooled.buffer();
      try {
        OpenFlowCodec.encode(new Envelope(version, 0, flow), buffer);
        return true;
      } catch (EncodeException e) {
        return false;
      } finally {
        buffer.release();
      }
    }

    private void clear() {
      link.send(
          version,
          new FlowMod(
              FlowModCommand.DELETE,
              0,
              0,
              version == OfVersion.OF10 ? 0 : FlowMod.ALL_TABLES,
              0,
              0,
              0,
              BufferId.NONE,
              PortNo.ANY,
              Bucket.NO_GROUP,
              Set.of(),
              Match.ANY,
              List.of()));
      if (version != OfVersion.OF10) {
        link.send(
            version,
            new GroupMod(GroupMod.Command.DELETE, GroupType.ALL, GroupMod.ALL_GROUPS, List.of()));
      }
      var _ = link.ask(version, new OfMessage.BarrierRequest());
    }

    /** The error that Open vSwitch answers, or {@code accepted}. */
    private String answer(OfMessage mod) {
      int xid = link.send(version, mod);
      var _ = link.ask(version, new OfMessage.BarrierRequest());
      return link.answers(xid).isEmpty()
          ? "accepted"
          : ((ErrorMessage) link.answers(xid).getFirst()).error().toString();
    }

    private static String refusal(Runnable request) {
      try {
        request.run();
        return "accepted";
      } catch (RefusedException e) {
        return e.error().toString();
      }
    }

    private static void same(long seed, OfMessage mod, String real, String modelled) {
      assertThat(modelled).as("seed %d: %s", seed, mod).isEqualTo(real);
    }

    private List<String> real(int port, Bytes frame) {
      int before = link.received(PacketIn.class).size();
      ovs.receive(port, frame);
      var _ = link.ask(version, new OfMessage.EchoRequest(Bytes.EMPTY));
      List<String> outputs = new ArrayList<>();
      for (int out = 1; out <= PORTS; out++) {
        for (Bytes sent : ovs.sent(out)) {
          outputs.add("to " + out + ": " + sent);
        }
      }
      List<PacketIn> packetIns = link.received(PacketIn.class);
      for (PacketIn in : packetIns.subList(before, packetIns.size())) {
        outputs.add(print(in.reason(), in.tableId(), in.match(), in.data()));
      }
      return outputs.stream().sorted().toList();
    }

    private List<String> print(List<PipelineOutput> outputs) {
      return outputs.stream()
          .filter(output -> !isLocal(output))
          .map(output ->
              switch (output) {
                case PipelineOutput.Forward to -> "to " + to.port() + ": " + to.frame();
                case PipelineOutput.ToController to ->
                    print(
                        to.reason().ordinal(),
                        version == OfVersion.OF10 ? 0 : to.tableId(),
                        to.fields(),
                        to.frame());
              })
          .sorted()
          .toList();
    }

    /** What goes to LOCAL cannot be seen from outside. */
    private static boolean isLocal(PipelineOutput output) {
      return output instanceof PipelineOutput.Forward to && to.port().equals(PortNo.LOCAL);
    }

    /** Open vSwitch says table 0 of what the action set sends, the model the last table. */
    private static String print(int reason, int table, Match fields, Bytes frame) {
      boolean miss = reason == PipelineOutput.Reason.NO_MATCH.ordinal();
      return "to controller, reason %d, table %s, %s: %s"
          .formatted(reason, miss ? table : "any", fields, frame);
    }
  }
}
