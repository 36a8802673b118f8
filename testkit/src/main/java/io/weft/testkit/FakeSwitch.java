package io.weft.testkit;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.weft.core.dataplane.Pipeline;
import io.weft.core.dataplane.PipelineOutput;
import io.weft.core.dataplane.RefusedException;
import io.weft.net.Bytes;
import io.weft.net.DatapathId;
import io.weft.net.PortNo;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.codec.Decoded;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.FlowRemoved;
import io.weft.openflow.message.GroupMod;
import io.weft.openflow.message.MultipartBody.FlowEntry;
import io.weft.openflow.message.MultipartBody.FlowStatsRequest;
import io.weft.openflow.message.MultipartBody.GroupCounters;
import io.weft.openflow.message.MultipartBody.GroupEntry;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.OfMessage.Hello;
import io.weft.openflow.message.OfMessage.PortReason;
import io.weft.openflow.message.PacketOut;
import io.weft.openflow.message.PortDesc;
import io.weft.openflow.netty.OpenFlowConnection;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A switch to test a controller against: it connects over TCP, speaks OpenFlow 1.0 or 1.3 and
 * forwards frames by what the controller installs. It keeps all that it receives, and can be told
 * to misbehave.
 *
 * <p>Tables outlive the connection, as in Open vSwitch with {@code fail_mode=secure}; {@link
 * #restart} empties them. Any thread but the switch's own may call the public methods; they return
 * when it is done.
 */
public final class FakeSwitch implements AutoCloseable {
  private static final int FRAMES_KEPT = 100_000;
  private static final long EXPIRY_MILLIS = 100;
  private static final int CONNECT_MILLIS = 5_000;

  private final FakeSwitchBuilder plan;
  private final InstantSource clock;
  private final EventLoop loop;
  private final ScheduledFuture<?> expiry;
  private final Changes changes = new Changes();
  private final MessageLog log;
  private final Misbehaviour misbehaviour = new Misbehaviour();
  private final ControlChannel.Owner owner = new ChannelOwner();

  // Owned by the loop.
  private Pipeline pipeline;
  private Mastery mastery = new Mastery();
  private final List<Wiring.Sent> sent = new ArrayList<>();
  private final List<Decoded.Malformed> malformed = new ArrayList<>();
  private Wiring wiring = Wiring.NONE;
  private @Nullable Channel socket;
  private @Nullable ControlChannel channel;
  private @Nullable SwitchAgent agent;

  FakeSwitch(FakeSwitchBuilder plan) {
    this.plan = plan;
    this.clock = plan.clock();
    this.loop = plan.loop();
    this.log = new MessageLog(plan.messagesKept(), changes);
    this.pipeline =
        newPipeline(plan.versions().stream().max(OfVersion::compareTo).orElseThrow(), plan.ports());
    this.expiry =
        loop.scheduleAtFixedRate(this::expire, EXPIRY_MILLIS, EXPIRY_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** A switch with this datapath id. */
  public static FakeSwitchBuilder builder(long datapathId) {
    return new FakeSwitchBuilder(new DatapathId(datapathId));
  }

  private Pipeline newPipeline(OfVersion version, List<PortDesc> ports) {
    Pipeline made = new Pipeline(plan.settings(version), plan.bucketChooser());
    ports.forEach(port -> made.putPort(port, clock.instant()));
    return made;
  }

  public DatapathId datapathId() {
    return plan.datapathId();
  }

  // Connection

  /**
   * Opens a connection in the place of the one that there may be. The version is settled later: see
   * {@link #awaitReady}.
   *
   * @throws IllegalStateException if nobody listens
   */
  public FakeSwitch connect(SocketAddress controller) {
    disconnect();
    ControlChannel fresh = new ControlChannel(owner);
    Channel opened =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel made) {
                    socket = made;
                    channel = fresh;
                    var _ = OpenFlowConnection.attach(made, fresh);
                  }
                })
            .connect(controller)
            .syncUninterruptibly()
            .channel();
    if (!opened.isOpen()) {
      throw new IllegalStateException(this + " was not let in by " + controller);
    }
    return this;
  }

  /** Closes the connection, if there is one; the tables stay. */
  public void disconnect() {
    Channel open = onLoop(() -> socket);
    if (open != null) {
      open.close().syncUninterruptibly();
    }
  }

  /** As {@link #disconnect}, but with a TCP reset, like a switch that lost its power. */
  public void abort() {
    Channel open = onLoop(() -> socket);
    if (open != null) {
      open.config().setOption(ChannelOption.SO_LINGER, 0);
      open.close().syncUninterruptibly();
    }
  }

  /** Closes the connection and forgets tables, counters and claims of mastership. */
  public void restart() {
    disconnect();
    onLoop(() -> {
      pipeline = newPipeline(pipeline.settings().version(), pipeline.ports());
      mastery = new Mastery();
      return true;
    });
  }

  @Override
  public void close() {
    expiry.cancel(false);
    disconnect();
    if (plan.ownsLoop()) {
      var _ = loop.parent().shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }

  /** Whether the connection is up and its version settled. */
  public boolean isReady() {
    return version().isPresent();
  }

  /** The version of the connection, if one is settled. */
  public Optional<OfVersion> version() {
    return onLoop(() -> channel == null ? Optional.empty() : channel.version());
  }

  public boolean isConnected() {
    return onLoop(() -> socket != null && socket.isActive());
  }

  /** Waits until the version is settled. */
  public FakeSwitch awaitReady() {
    return awaitUntil("the version is settled", FakeSwitch::isReady);
  }

  /** Waits until the controller has closed the connection, or somebody else has. */
  public FakeSwitch awaitDisconnected() {
    return awaitUntil("the connection is closed", s -> !s.isConnected());
  }

  private final class ChannelOwner implements ControlChannel.Owner {
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
    public void ready(ControlChannel ready, OfVersion version) {
      if (pipeline.settings().version() != version) {
        pipeline = newPipeline(version, pipeline.ports());
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
          from.refuse(envelope, e);
        }
      }
      changes.signal();
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
  }

  private void carryOut(ControlChannel from, Envelope envelope, boolean muted) {
    SwitchAgent current = agent;
    if (current == null) {
      return;
    }
    SwitchAgent.Answer answer = current.handle(envelope.message(), mastery, clock.instant());
    if (!muted) {
      answer.replies().forEach(reply -> from.send(envelope.xid(), reply));
    }
    answer.told().forEach(message -> from.send(0, message));
    if (envelope.message() instanceof PacketOut packetOut) {
      List<Wiring.Sent> frames = emit(answer.sent());
      wiring.fromController(this, packetOut.data(), frames);
    }
  }

  // Frames; on the loop

  void plugInto(Wiring other) {
    wiring = other;
  }

  /** A frame comes in; says what goes out. */
  List<Wiring.Sent> receive(PortNo port, Bytes frame) {
    return emit(pipeline.process(frame, port, clock.instant()));
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
      SwitchAgent.toController(outputs).forEach(frame -> wiring.toController(this, frame));
      current.packetIns(outputs).forEach(this::tell);
    }
    changes.signal();
    return frames;
  }

  private void tell(OfMessage message) {
    ControlChannel open = channel;
    if (open != null) {
      open.send(0, message);
    }
  }

  private void expire() {
    List<FlowRemoved> gone = pipeline.expire(clock.instant());
    gone.forEach(this::tell);
    if (!gone.isEmpty()) {
      changes.signal();
    }
  }

  private <T extends @Nullable Object> T onLoop(Supplier<T> task) {
    if (loop.inEventLoop()) {
      return task.get();
    }
    return loop.submit(task::get).syncUninterruptibly().getNow();
  }

  // What the test does to it

  /** A frame comes in on a port, as if from a host. */
  public void inject(PortNo port, Bytes frame) {
    onLoop(() -> receive(port, frame));
  }

  /** Ends the flow entries whose time is over now; done by itself every 100 ms. */
  public void expireFlows() {
    onLoop(() -> {
      expire();
      return true;
    });
  }

  /** Takes the carrier of a port away or gives it back, and tells the controller. */
  public void setCarrier(PortNo port, boolean up) {
    onLoop(() -> {
      PortDesc old =
          pipeline
              .port(port)
              .orElseThrow(() -> new IllegalArgumentException(this + " has no port " + port));
      for (PortDesc step : SwitchPorts.carrier(old, up)) {
        pipeline.putPort(step, clock.instant());
        tellPort(PortReason.MODIFY, step);
      }
      return true;
    });
  }

  /** Adds a port, up and with nothing plugged in, and tells the controller. */
  public void addPort(PortNo port) {
    onLoop(() -> {
      PortDesc added = SwitchPorts.port(plan.datapathId().bits(), port.bits());
      pipeline.putPort(added, clock.instant());
      tellPort(PortReason.ADD, added);
      return true;
    });
  }

  /** Takes a port away and tells the controller. */
  public void deletePort(PortNo port) {
    onLoop(() -> {
      Optional<PortDesc> old = pipeline.port(port);
      pipeline.removePort(port);
      old.ifPresent(gone -> tellPort(PortReason.DELETE, gone));
      return true;
    });
  }

  private void tellPort(PortReason reason, PortDesc port) {
    SwitchAgent current = agent;
    if (current != null) {
      tell(current.portStatus(reason, port));
    }
    changes.signal();
  }

  /** Sends a message of the test's own making, with xid 0. */
  public void send(OfMessage message) {
    send(0, message);
  }

  public void send(int xid, OfMessage message) {
    onLoop(() -> {
      ControlChannel open = channel;
      if (open != null) {
        open.send(xid, message);
      }
      return true;
    });
  }

  /** Sends octets that need not be a message, nor a whole one. */
  public void sendRaw(Bytes octets) {
    Channel open = onLoop(() -> socket);
    if (open != null) {
      open.writeAndFlush(Unpooled.wrappedBuffer(octets.toArray())).syncUninterruptibly();
    }
  }

  /** Stops or resumes reading what the controller sends. */
  public void pauseReading(boolean pause) {
    onLoop(() -> {
      ControlChannel open = channel;
      if (open != null) {
        open.pauseReading(pause);
      }
      return true;
    });
  }

  /** Carries out what is asked but never answers, neither replies nor errors. */
  public void mute(Predicate<OfMessage> requests) {
    misbehaviour.mute(requests);
  }

  /** Carries out requests of a kind but never answers. */
  public void mute(Class<? extends OfMessage> kind) {
    mute(kind::isInstance);
  }

  /** Answers requests with an error instead of carrying them out. */
  public void refuse(Predicate<OfMessage> requests, OfError error) {
    misbehaviour.refuse(requests, error);
  }

  /** Ends what {@link #mute} and {@link #refuse} began. */
  public void behave() {
    misbehaviour.end();
  }

  // What the test asks of it

  /** All flow entries, by table and priority. */
  public List<FlowEntry> flows() {
    return onLoop(() -> pipeline.flows(FlowStatsRequest.all(), clock.instant()));
  }

  public List<GroupEntry> groups() {
    return onLoop(() -> pipeline.groups());
  }

  public List<GroupCounters> groupCounters() {
    return onLoop(() -> pipeline.groupCounters(GroupMod.ALL_GROUPS, clock.instant()));
  }

  public List<PortDesc> ports() {
    return onLoop(() -> pipeline.ports());
  }

  /** A copy of the pipeline as it is now, to ask it what it would do. */
  public Pipeline pipeline() {
    return onLoop(() -> pipeline.copy());
  }

  /** The role of the controller; EQUAL without a connection. */
  public OfMessage.Role role() {
    return onLoop(() -> agent == null ? OfMessage.Role.EQUAL : agent.role());
  }

  /** The frames that left through a port, the first 100,000 of all ports. */
  public List<Bytes> sent(PortNo port) {
    return onLoop(
        () -> sent.stream().filter(s -> s.port().equals(port)).map(Wiring.Sent::frame).toList());
  }

  /** What the controller sent that could not be read. */
  public List<Decoded.Malformed> malformed() {
    return onLoop(() -> List.copyOf(malformed));
  }

  /** The messages received over all connections, those that are kept. */
  public List<Envelope> received() {
    return log.all();
  }

  /** The messages of a kind among them. */
  public <M extends OfMessage> List<M> received(Class<M> kind) {
    return ofKind(log.all(), kind);
  }

  /** How many messages of a kind were received in all. */
  public long count(Class<? extends OfMessage> kind) {
    return log.count(kind);
  }

  /** A point in the sequence of received messages: now. */
  public long mark() {
    return log.total();
  }

  /** The messages of a kind received after a mark. */
  public <M extends OfMessage> List<M> since(long mark, Class<M> kind) {
    return ofKind(log.since(mark), kind);
  }

  private static <M extends OfMessage> List<M> ofKind(List<Envelope> envelopes, Class<M> kind) {
    List<M> found = new ArrayList<>();
    for (Envelope envelope : envelopes) {
      if (kind.isInstance(envelope.message())) {
        found.add(kind.cast(envelope.message()));
      }
    }
    return found;
  }

  /**
   * Waits until something is true of this switch, for up to ten seconds.
   *
   * @param what the condition in words, for the error
   * @throws AssertionError if it does not come true
   */
  public FakeSwitch awaitUntil(String what, Predicate<FakeSwitch> condition) {
    return awaitUntil(what, Changes.PATIENCE, condition);
  }

  public FakeSwitch awaitUntil(String what, Duration patience, Predicate<FakeSwitch> condition) {
    changes.awaitUntil(this + ": " + what, patience, () -> condition.test(this), log::toString);
    return this;
  }

  /** Waits until one more message of a kind was received after a mark, and returns the first. */
  public <M extends OfMessage> M awaitMessage(long mark, Class<M> kind) {
    awaitUntil("a " + kind.getSimpleName() + " arrives", s -> !s.since(mark, kind).isEmpty());
    return since(mark, kind).getFirst();
  }

  @Override
  public String toString() {
    return "switch " + plan.datapathId();
  }
}
