package io.weft.app.l2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.weft.core.dataplane.BucketChooser;
import io.weft.core.dataplane.Pipeline;
import io.weft.core.dataplane.PipelineOutput;
import io.weft.core.dataplane.PipelineSettings;
import io.weft.core.dataplane.RefusedException;
import io.weft.core.network.SwitchNode;
import io.weft.core.session.DisconnectedException;
import io.weft.core.session.RefusedMod;
import io.weft.core.session.SwitchChannel;
import io.weft.core.session.SwitchListener;
import io.weft.core.session.SwitchListener.ReadBack;
import io.weft.net.Bytes;
import io.weft.net.DatapathId;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.codec.OpenFlowCodec;
import io.weft.openflow.match.Field;
import io.weft.openflow.message.BufferId;
import io.weft.openflow.message.Decoded;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.FlowModCommand;
import io.weft.openflow.message.FlowMultipart.FlowStatsRequest;
import io.weft.openflow.message.FlowRemoved;
import io.weft.openflow.message.GroupMod;
import io.weft.openflow.message.MultipartBody.Desc;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.OfMessage.PortReason;
import io.weft.openflow.message.PacketIn;
import io.weft.openflow.message.PacketOut;
import io.weft.openflow.message.PortDesc;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A switch of a {@link Simulation}: the model of a pipeline, and a control connection whose
 * messages lie in two queues until the simulation delivers them, one at a time. Each message goes
 * through the codec, so that it says no more than its version can.
 */
final class SimSwitch {
  private static final Logger log = LoggerFactory.getLogger(SimSwitch.class);

  private final Simulation simulation;
  private final DatapathId dpid;
  private final OfVersion version;
  private Pipeline pipeline;
  private @Nullable Connection connection;
  private boolean full;
  private int flowMods;
  private int packetIns;

  /** What the controller sent and the switch has not read yet. */
  private final Deque<Runnable> toSwitch = new ArrayDeque<>();

  /** What the switch sent and the controller has not read yet. */
  private final Deque<Runnable> toController = new ArrayDeque<>();

  /** How frames came here that the controller was given, and may send on. */
  private final Map<Bytes, Trail> handedOver = new HashMap<>();

  SimSwitch(Simulation simulation, long dpid, OfVersion version) {
    this.simulation = simulation;
    this.dpid = new DatapathId(dpid);
    this.version = version;
    this.pipeline = emptyPipeline();
  }

  private Pipeline emptyPipeline() {
    return new Pipeline(PipelineSettings.of(version), BucketChooser.byFlow());
  }

  DatapathId dpid() {
    return dpid;
  }

  OfVersion version() {
    return version;
  }

  Pipeline pipeline() {
    return pipeline;
  }

  boolean isConnected() {
    return connection != null;
  }

  /** Flow and group mods that it has been sent so far. */
  int mods() {
    return flowMods;
  }

  /** Packets that it has handed to the controller, LLDP left out. */
  int packetIns() {
    return packetIns;
  }

  Deque<Runnable> toSwitch() {
    return toSwitch;
  }

  Deque<Runnable> toController() {
    return toController;
  }

  // ---- ports

  PortDesc describe(int number, boolean up) {
    MacAddress address = new MacAddress(0x0200_0000_0000L | dpid.bits() << 16 | number);
    return PortDesc.of(PortNo.of(number), address, "s" + dpid.bits() + "-eth" + number, up);
  }

  void addPort(int number) {
    PortDesc port = describe(number, true);
    pipeline.putPort(port, simulation.now());
    tell(new OfMessage.PortStatus(PortReason.ADD, port));
  }

  void carrier(PortNo number, boolean up) {
    PortDesc port = describe(number.bits(), up);
    pipeline.putPort(port, simulation.now());
    tell(new OfMessage.PortStatus(PortReason.MODIFY, port));
  }

  // ---- the connection

  void connect() {
    disconnect();
    log.debug("{} connects", dpid);
    Connection fresh = new Connection();
    connection = fresh;
    SwitchNode node =
        SwitchNode.connected(
            dpid,
            version,
            pipeline.settings().tables(),
            new Desc("", "", "", "", ""),
            pipeline.ports());
    ReadBack readBack =
        new ReadBack(
            true, pipeline.flows(FlowStatsRequest.all(), simulation.now()), pipeline.groups());
    toController.add(() -> fresh.listener.connected(fresh, node, readBack));
  }

  /** The connection is cut: some of what was under way to the switch still arrives. */
  void disconnect() {
    Connection old = connection;
    if (old != null) {
      for (int i = simulation.random().nextInt(toSwitch.size() + 1); i > 0; i--) {
        toSwitch.remove().run();
      }
      toSwitch.clear();
      connection = null;
      log.debug("{} disconnects", dpid);
      toController.add(old::end);
    }
  }

  /** Power off and on: the tables are empty. The connection has to be made anew. */
  void restart() {
    disconnect();
    Pipeline old = pipeline;
    pipeline = emptyPipeline();
    old.ports().forEach(port -> pipeline.putPort(port, simulation.now()));
  }

  private void tell(OfMessage message) {
    Connection current = connection;
    if (current != null) {
      OfMessage said = wire(message);
      toController.add(() -> current.listener.said(current, said, () -> {}));
    }
  }

  private OfMessage wire(OfMessage message) {
    ByteBuf buffer = Unpooled.buffer();
    try {
      OpenFlowCodec.encode(new Envelope(version, 1, message), buffer);
      return switch (OpenFlowCodec.decode(buffer, 0, buffer.readableBytes())) {
        case Envelope read -> read.message();
        case Decoded.Malformed malformed -> throw new IllegalStateException(malformed.toString());
      };
    } finally {
      buffer.release();
    }
  }

  private final class Connection implements SwitchChannel {
    private final SwitchListener listener = simulation.controller();
    private final Deque<CompletableFuture<List<RefusedMod>>> waiting = new ArrayDeque<>();

    @Override
    public DatapathId dpid() {
      return dpid;
    }

    @Override
    public OfVersion version() {
      return version;
    }

    @Override
    public boolean offer(OfMessage message) {
      if (connection == this) {
        OfMessage said = wire(message);
        toSwitch.add(() -> send((PacketOut) said));
      }
      return connection == this;
    }

    @Override
    public CompletionStage<List<RefusedMod>> commit(List<? extends OfMessage> mods) {
      CompletableFuture<List<RefusedMod>> done = new CompletableFuture<>();
      if (connection != this) {
        done.completeExceptionally(new DisconnectedException(dpid));
        return done;
      }
      List<RefusedMod> refused = new ArrayList<>();
      for (int i = 0; i < mods.size(); i++) {
        int index = i;
        try {
          OfMessage said = wire(mods.get(i));
          toSwitch.add(() -> apply(said, index, refused));
        } catch (EncodeException e) {
          refused.add(new RefusedMod(i, Optional.empty(), String.valueOf(e.getMessage())));
        }
      }
      waiting.add(done);
      toSwitch.add(() -> {
        toController.add(() -> {
          waiting.remove().complete(List.copyOf(refused));
        });
      });
      return done;
    }

    @Override
    public void close(String reason) {
      if (connection == this) {
        disconnect();
      }
    }

    void end() {
      List.copyOf(waiting)
          .forEach(done -> done.completeExceptionally(new DisconnectedException(dpid)));
      waiting.clear();
      listener.disconnected(this, "cut");
    }
  }

  /** From now on it has no room for further rules towards hosts. */
  void fill() {
    full = true;
  }

  private boolean hasRoomFor(FlowMod flow) {
    boolean more = full && flow.command() == FlowModCommand.ADD;
    return !more
        || !flow.match().has(Field.ETH_DST)
        || pipeline.flows(FlowStatsRequest.all(), simulation.now()).stream()
            .anyMatch(
                entry -> entry.match().equals(flow.match()) && entry.priority() == flow.priority());
  }

  private void apply(OfMessage mod, int index, List<RefusedMod> refused) {
    if (mod instanceof FlowMod flow && !hasRoomFor(flow)) {
      refused.add(
          new RefusedMod(index, Optional.of(OfError.OFPFMFC_TABLE_FULL), "the table is full"));
      return;
    }
    flowMods++;
    log.debug("{} applies {}", dpid, mod);
    try {
      List<FlowRemoved> gone =
          switch (mod) {
            case FlowMod flow -> pipeline.apply(flow, simulation.now());
            case GroupMod group -> pipeline.apply(group, simulation.now());
            default -> throw new IllegalArgumentException("no mod: " + mod);
          };
      gone.forEach(this::tell);
    } catch (RefusedException e) {
      refused.add(new RefusedMod(index, Optional.of(e.error()), e.error().toString()));
    }
  }

  // ---- frames

  private void send(PacketOut packet) {
    Trail trail = handedOver.getOrDefault(packet.data(), Trail.START).throughController();
    try {
      leave(pipeline.execute(packet, simulation.now()), trail);
    } catch (RefusedException e) {
      throw new IllegalStateException("refused " + packet, e);
    }
  }

  void receive(PortNo port, Bytes frame, Trail trail) {
    leave(pipeline.process(frame, port, simulation.now()), trail);
  }

  private void leave(List<PipelineOutput> outputs, Trail trail) {
    for (PipelineOutput output : outputs) {
      switch (output) {
        case PipelineOutput.Forward forward ->
            simulation.send(this, forward.port(), forward.frame(), trail);
        case PipelineOutput.ToController in -> {
          if (!Simulation.isLldp(in.frame())) {
            packetIns++;
            handedOver.put(in.frame(), trail);
          }
          tell(
              new PacketIn(
                  BufferId.NONE,
                  in.frame().size(),
                  in.reason().ordinal(),
                  version == OfVersion.OF10 ? 0 : in.tableId(),
                  version == OfVersion.OF10 ? 0 : in.cookie(),
                  in.fields(),
                  in.frame()));
        }
      }
    }
  }

  void expire() {
    pipeline.expire(simulation.now()).forEach(this::tell);
  }

  @Override
  public String toString() {
    return "switch " + dpid.bits() + " (" + version + ")";
  }
}
