package io.weft.testkit;

import io.netty.channel.Channel;
import io.weft.core.dataplane.Pipeline;
import io.weft.core.dataplane.PipelineOutput;
import io.weft.core.dataplane.RefusedException;
import io.weft.net.Bytes;
import io.weft.net.PortNo;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.Decoded;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.FlowRemoved;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.OfMessage.Hello;
import io.weft.openflow.message.OfMessage.PortReason;
import io.weft.openflow.message.OfMessage.Role;
import io.weft.openflow.message.PacketOut;
import io.weft.openflow.message.PortDesc;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The inside of a {@link FakeSwitch}: pipeline and connection brought together. All methods run on
 * the switch's thread.
 */
final class SwitchCore implements ControlChannel.Owner {
  private static final int FRAMES_KEPT = 100_000;

  private final FakeSwitch shell;
  private final FakeSwitchBuilder plan;
  private final MessageLog log;
  private final Misbehaviour misbehaviour;
  private final Changes changes;
  private final List<Wiring.Sent> sent = new ArrayList<>();
  private final List<Decoded.Malformed> malformed = new ArrayList<>();
  private Wiring wiring = Wiring.NONE;
  private Pipeline pipeline;
  private Mastery mastery = new Mastery();
  private @Nullable Channel socket;
  private @Nullable ControlChannel channel;
  private @Nullable SwitchAgent agent;

  SwitchCore(
      FakeSwitch shell,
      FakeSwitchBuilder plan,
      MessageLog log,
      Misbehaviour misbehaviour,
      Changes changes) {
    this.shell = shell;
    this.plan = plan;
    this.log = log;
    this.misbehaviour = misbehaviour;
    this.changes = changes;
    OfVersion highest = plan.versions().stream().max(OfVersion::compareTo).orElseThrow();
    this.pipeline = new Pipeline(plan.settings(highest), plan.bucketChooser());
    plan.ports().forEach(port -> pipeline.putPort(port, now()));
  }

  private Instant now() {
    return plan.clock().instant();
  }

  Pipeline pipeline() {
    return pipeline;
  }

  /** An empty pipeline with the ports of the old one. */
  private void renewPipeline(OfVersion version) {
    Pipeline fresh = new Pipeline(plan.settings(version), plan.bucketChooser());
    pipeline.ports().forEach(port -> fresh.putPort(port, now()));
    pipeline = fresh;
  }

  /** Forgets all that was learned from controllers. */
  void restart() {
    renewPipeline(pipeline.settings().version());
    mastery = new Mastery();
  }

  void connecting(Channel made, ControlChannel fresh) {
    socket = made;
    channel = fresh;
  }

  Optional<Channel> socket() {
    return Optional.ofNullable(socket);
  }

  Optional<ControlChannel> channel() {
    return Optional.ofNullable(channel);
  }

  Role role() {
    SwitchAgent current = agent;
    return current == null ? Role.EQUAL : current.role();
  }

  // The connection

  @Override
  public List<OfVersion> versions() {
    return plan.versions();
  }

  @Override
  public Hello hello() {
    return plan.hello();
  }

  @Override
  public void received(Envelope envelope) {
    log.add(envelope);
  }

  @Override
  public void malformed(Decoded.Malformed frame) {
    malformed.add(frame);
    changes.signal();
  }

  @Override
  public void ready(OfVersion version) {
    if (pipeline.settings().version() != version) {
      renewPipeline(version);
    }
    agent = new SwitchAgent(plan.datapathId(), pipeline, plan.multiparts());
    changes.signal();
  }

  @Override
  public void handle(ControlChannel from, Envelope envelope) {
    Optional<OfError> refusal = misbehaviour.refusalOf(envelope.message());
    boolean muted = misbehaviour.isMuted(envelope.message());
    try {
      if (refusal.isPresent()) {
        throw new RefusedException(refusal.get(), "the test wants it");
      }
      carryOut(from, envelope, muted);
    } catch (RefusedException e) {
      if (!muted) {
        from.sendError(envelope, e.error());
      }
    }
    changes.signal();
  }

  private void carryOut(ControlChannel from, Envelope envelope, boolean muted) {
    SwitchAgent current = agent;
    if (current == null) {
      return;
    }
    SwitchAgent.Answer answer = current.handle(envelope.message(), mastery, now());
    if (!muted) {
      answer.replies().forEach(reply -> from.send(envelope.xid(), reply));
    }
    answer.told().forEach(message -> from.send(0, message));
    if (envelope.message() instanceof PacketOut packetOut) {
      List<Wiring.Sent> frames = emit(answer.sent());
      wiring.fromController(shell, packetOut.data(), frames);
    }
  }

  @Override
  public void closed(ControlChannel closed) {
    if (channel == closed) {
      channel = null;
      socket = null;
      agent = null;
    }
    changes.signal();
  }

  // Frames and ports

  void plugInto(Wiring other) {
    wiring = other;
  }

  /** A frame comes in; says what goes out. */
  List<Wiring.Sent> receive(PortNo port, Bytes frame) {
    return emit(pipeline.process(frame, port, now()));
  }

  private List<Wiring.Sent> emit(List<PipelineOutput> outputs) {
    List<Wiring.Sent> frames = SwitchAgent.sent(outputs);
    for (Wiring.Sent frame : frames) {
      if (sent.size() < FRAMES_KEPT) {
        sent.add(frame);
      }
    }
    SwitchAgent current = agent;
    if (current != null) {
      SwitchAgent.toController(outputs).forEach(frame -> wiring.toController(shell, frame));
      current.packetIns(outputs).forEach(this::tell);
    }
    changes.signal();
    return frames;
  }

  private void tell(OfMessage message) {
    channel().ifPresent(open -> open.send(0, message));
  }

  List<Bytes> sent(PortNo port) {
    return sent.stream().filter(s -> s.port().equals(port)).map(Wiring.Sent::frame).toList();
  }

  List<Decoded.Malformed> malformed() {
    return List.copyOf(malformed);
  }

  void expire() {
    List<FlowRemoved> gone = pipeline.expire(now());
    if (role() != Role.SLAVE) {
      gone.forEach(this::tell);
    }
    if (!gone.isEmpty()) {
      changes.signal();
    }
  }

  void setCarrier(PortNo port, boolean up) {
    PortDesc old =
        pipeline
            .port(port)
            .orElseThrow(() -> new IllegalArgumentException(shell + " has no port " + port));
    for (PortDesc step : SwitchPorts.carrier(old, up)) {
      pipeline.putPort(step, now());
      tellPort(PortReason.MODIFY, step);
    }
  }

  void addPort(PortNo port) {
    PortDesc added = SwitchPorts.port(plan.datapathId().bits(), port.bits());
    pipeline.putPort(added, now());
    tellPort(PortReason.ADD, added);
  }

  void deletePort(PortNo port) {
    Optional<PortDesc> old = pipeline.port(port);
    pipeline.removePort(port);
    old.ifPresent(gone -> tellPort(PortReason.DELETE, gone));
  }

  private void tellPort(PortReason reason, PortDesc port) {
    SwitchAgent current = agent;
    if (current != null) {
      tell(current.portStatus(reason, port));
    }
    changes.signal();
  }
}
