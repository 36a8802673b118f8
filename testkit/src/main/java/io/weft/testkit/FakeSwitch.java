package io.weft.testkit;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.weft.core.dataplane.Pipeline;
import io.weft.net.Bytes;
import io.weft.net.DatapathId;
import io.weft.net.PortNo;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.Decoded;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import io.weft.openflow.message.FlowMultipart.FlowStatsRequest;
import io.weft.openflow.message.GroupMod;
import io.weft.openflow.message.GroupMultipart.GroupCounters;
import io.weft.openflow.message.GroupMultipart.GroupEntry;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.PortDesc;
import io.weft.openflow.netty.OpenFlowConnection;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Predicate;

/**
 * A switch to test a controller against: it connects over TCP, speaks OpenFlow 1.0 or 1.3 and
 * forwards frames by what the controller installs. It keeps all that it receives, and can be told
 * to misbehave.
 *
 * <p>Tables outlive the connection, as in Open vSwitch with {@code fail_mode=secure}; {@link
 * #restart} empties them. Any thread may call the public methods; they return when it is done.
 */
public final class FakeSwitch implements AutoCloseable {
  private static final long EXPIRY_MILLIS = 100;
  private static final int CONNECT_MILLIS = 5_000;

  private final FakeSwitchBuilder plan;
  private final LoopThread thread;
  private final ScheduledFuture<?> expiry;
  private final Changes changes = new Changes();
  private final MessageLog log;
  private final Misbehaviour misbehaviour = new Misbehaviour();
  private final SwitchCore core;

  FakeSwitch(FakeSwitchBuilder plan) {
    this.plan = plan;
    this.thread = plan.sharedThread().orElseGet(LoopThread::new);
    this.log = new MessageLog(plan.messagesKept(), changes);
    this.core = new SwitchCore(this, plan, log, misbehaviour, changes);
    this.expiry = thread.every(EXPIRY_MILLIS, core::expire);
  }

  /** A switch with this datapath id. */
  public static FakeSwitchBuilder builder(long datapathId) {
    return new FakeSwitchBuilder(new DatapathId(datapathId));
  }

  public DatapathId datapathId() {
    return plan.datapathId();
  }

  /** For what runs on the switch's thread. */
  SwitchCore core() {
    return core;
  }

  /**
   * Opens a connection in the place of the one that there may be. The version is settled later: see
   * {@link #awaitReady}.
   *
   * @throws IllegalStateException if nobody listens
   */
  public FakeSwitch connect(SocketAddress controller) {
    disconnect();
    ControlChannel fresh = new ControlChannel(core);
    ChannelFuture opened =
        new Bootstrap()
            .group(thread.loop())
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel made) {
                    core.connecting(made, fresh);
                    var _ = OpenFlowConnection.attach(made, fresh);
                  }
                })
            .connect(controller)
            .awaitUninterruptibly();
    if (!opened.isSuccess()) {
      thread.run(() -> core.closed(fresh));
      throw new IllegalStateException(this + " cannot connect to " + controller, opened.cause());
    }
    return this;
  }

  /** Closes the connection, if there is one; the tables stay. */
  public void disconnect() {
    thread
        .call(core::socket)
        .ifPresent(open -> {
          open.close().syncUninterruptibly();
          open.closeFuture().syncUninterruptibly();
        });
  }

  /** As {@link #disconnect}, but with a TCP reset, like a switch that lost its power. */
  public void abort() {
    thread
        .call(core::socket)
        .ifPresent(open -> open.config().setOption(ChannelOption.SO_LINGER, 0));
    disconnect();
  }

  /** Closes the connection and forgets tables, counters and claims of mastership. */
  public void restart() {
    disconnect();
    thread.run(core::restart);
  }

  @Override
  public void close() {
    expiry.cancel(false);
    disconnect();
    if (plan.sharedThread().isEmpty()) {
      thread.stop();
    }
  }

  /** Whether the connection is up and its version settled. */
  public boolean isReady() {
    return version().isPresent();
  }

  /** The version of the connection, if one is settled. */
  public Optional<OfVersion> version() {
    return thread.call(() -> core.channel().flatMap(ControlChannel::version));
  }

  public boolean isConnected() {
    return thread.call(() -> core.socket().filter(Channel::isActive).isPresent());
  }

  /** Waits until the version is settled. */
  public FakeSwitch awaitReady() {
    return awaitUntil("the version is settled", FakeSwitch::isReady);
  }

  /** Waits until the controller has closed the connection, or somebody else has. */
  public FakeSwitch awaitDisconnected() {
    return awaitUntil("the connection is closed", s -> !s.isConnected());
  }

  /** A frame comes in on a port, as if from a host. */
  public void inject(PortNo port, Bytes frame) {
    thread.run(() -> core.receive(port, frame));
  }

  /** Ends the flow entries whose time is over now; done by itself every 100 ms. */
  public void expireFlows() {
    thread.run(core::expire);
  }

  /**
   * Takes the carrier of a port away or gives it back, and tells the controller twice, as Open
   * vSwitch does: of LIVE and of LINK_DOWN.
   */
  public void setCarrier(PortNo port, boolean up) {
    thread.run(() -> core.setCarrier(port, up));
  }

  /** Adds a port, up and with nothing plugged in, and tells the controller. */
  public void addPort(PortNo port) {
    thread.run(() -> core.addPort(port));
  }

  /** Takes a port away and tells the controller. */
  public void deletePort(PortNo port) {
    thread.run(() -> core.deletePort(port));
  }

  /** Sends a message of the test's own making, with xid 0. */
  public void send(OfMessage message) {
    send(0, message);
  }

  public void send(int xid, OfMessage message) {
    thread.run(() -> core.channel().ifPresent(open -> open.send(xid, message)));
  }

  /** Sends octets that need not be a message, nor a whole one. */
  public void sendRaw(Bytes octets) {
    thread
        .call(core::socket)
        .ifPresent(open ->
            open.writeAndFlush(Unpooled.wrappedBuffer(octets.toArray())).awaitUninterruptibly());
  }

  /** Stops or resumes reading what the controller sends. */
  public void pauseReading(boolean pause) {
    thread.run(() -> core.channel().ifPresent(open -> open.pauseReading(pause)));
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

  private Instant now() {
    return plan.clock().instant();
  }

  /** All flow entries, by table and priority. */
  public List<FlowEntry> flows() {
    return thread.call(() -> core.pipeline().flows(FlowStatsRequest.all(), now()));
  }

  public List<GroupEntry> groups() {
    return thread.call(() -> core.pipeline().groups());
  }

  public List<GroupCounters> groupCounters() {
    return thread.call(() -> core.pipeline().groupCounters(GroupMod.ALL_GROUPS, now()));
  }

  public List<PortDesc> ports() {
    return thread.call(() -> core.pipeline().ports());
  }

  /** A copy of the pipeline as it is now, to ask it what it would do. */
  public Pipeline pipeline() {
    return thread.call(() -> core.pipeline().copy());
  }

  /** The role of the controller; EQUAL without a connection. */
  public OfMessage.Role role() {
    return thread.call(core::role);
  }

  /** The frames that left through a port, of the first 100,000 of all ports. */
  public List<Bytes> sent(PortNo port) {
    return thread.call(() -> core.sent(port));
  }

  /** What the controller sent that could not be read. */
  public List<Decoded.Malformed> malformed() {
    return thread.call(core::malformed);
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

  /** The messages received after a mark. */
  public List<Envelope> since(long mark) {
    return log.since(mark);
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
