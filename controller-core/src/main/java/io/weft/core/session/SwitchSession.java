package io.weft.core.session;

import io.weft.core.network.SwitchNode;
import io.weft.core.session.SwitchListener.ReadBack;
import io.weft.net.Bytes;
import io.weft.net.DatapathId;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.BundleMessage.BundleControl;
import io.weft.openflow.message.Decoded;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.FlowRemoved;
import io.weft.openflow.message.MonitorMessage;
import io.weft.openflow.message.MonitorMultipart.FlowUpdate;
import io.weft.openflow.message.MonitorMultipart.FlowUpdates;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.OfMessage.MultipartReply;
import io.weft.openflow.message.PacketIn;
import io.weft.openflow.netty.MessageCounts;
import io.weft.openflow.netty.OpenFlowConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection from hello to close.
 *
 * <pre>
 *  HELLO --version agreed--> FEATURES --dpid claimed--> READING_BACK --all answered, or time--> READY
 * </pre>
 *
 * <p>A mistake of the switch is answered with an OFPT_ERROR and ends the connection, unless a newer
 * switch may have made it in good faith. Each connection has one line in the log that says why it
 * ended.
 *
 * <p>I/O thread only, but for {@link #close}; others talk to the switch by {@link SessionChannel}.
 */
final class SwitchSession implements OpenFlowConnection.Listener {
  private static final Logger log = LoggerFactory.getLogger(SwitchSession.class);

  /** Times that a read-back timeout is granted anew because answers go on coming. */
  private static final int READ_BACK_ROUNDS = 10;

  private enum State {
    HELLO,
    FEATURES,
    READING_BACK,
    READY,
    CLOSED
  }

  private final OpenFlowConnection connection;
  private final Outgoing outgoing;
  private final SessionConfig config;
  private final Sessions sessions;
  private final SwitchListener listener;
  private final Timers timers;
  private final Intake intake;
  private final Liveness liveness;
  private final Complaints complaints = new Complaints(log);
  private final Probes probes;
  private final Commits commits;
  private final SessionChannel channel;

  private State state = State.HELLO;
  private DatapathId dpid = new DatapathId(0);
  private boolean claimed;
  private @Nullable Handshake handshake;
  private @Nullable Reading reading;
  private String closeReason = "closed by the switch";

  SwitchSession(
      OpenFlowConnection connection,
      SessionConfig config,
      Sessions sessions,
      SwitchListener listener,
      Timers timers) {
    this.connection = connection;
    this.config = config;
    this.sessions = sessions;
    this.listener = listener;
    this.timers = timers;
    this.outgoing = new Outgoing(connection, Negotiation.highest(config.versions()));
    this.probes = new Probes(outgoing);
    this.commits = new Commits(outgoing, probes);
    this.channel = new SessionChannel(this, connection, outgoing, probes);
    this.intake = new Intake(connection, config.maxUnhandled());
    this.liveness =
        new Liveness(
            config,
            timers,
            connection,
            intake::isOpen,
            () -> outgoing.send(new OfMessage.EchoRequest(Bytes.EMPTY)),
            this::end);
  }

  DatapathId dpid() {
    return dpid;
  }

  OfVersion version() {
    return outgoing.version();
  }

  MessageCounts received() {
    return connection.received();
  }

  MessageCounts sent() {
    return connection.sent();
  }

  /** How the log calls it: the datapath id as soon as it is known. */
  @Override
  public String toString() {
    return claimed ? dpid.toString() : "connection from " + remote();
  }

  private String remote() {
    return Addresses.text(connection.remoteAddress());
  }

  // ---- opening

  @Override
  public void onOpen(OpenFlowConnection opened) {
    if (!sessions.open(this)) {
      if (sessions.refused() == 1) {
        log.warn(
            "{}: refused, there are {} connections already; so will be others until one closes",
            this,
            config.maxConnections());
      }
      state = State.CLOSED;
      connection.closeNow();
      return;
    }
    outgoing.send(OfMessage.Hello.offering(config.versions()));
    timers.after(config.handshakeTimeout(), guarded(this::checkHandshake));
    timers.every(config.barrierTimeout(), guarded(this::checkCommits));
    timers.every(config.echoInterval(), guarded(this::report));
    liveness.start();
  }

  private void checkHandshake() {
    if (state == State.HELLO || state == State.FEATURES) {
      end("no " + (state == State.HELLO ? "hello" : "features") + " in time");
    }
  }

  @Override
  public void onFrame(Decoded frame) {
    if (state == State.CLOSED) {
      return;
    }
    liveness.heard();
    switch (frame) {
      case Decoded.Malformed malformed -> refuse(malformed);
      case Envelope message -> handle(message);
    }
  }

  private void handle(Envelope envelope) {
    if (state == State.HELLO) {
      negotiate(envelope);
    } else if (envelope.version() != version()
        && !(envelope.message() instanceof OfMessage.ErrorMessage)) {
      outgoing.error(envelope, OfError.OFPBRC_BAD_VERSION);
      end("speaks version " + envelope.version() + " after agreeing on " + version());
    } else {
      dispatch(envelope);
    }
  }

  private void negotiate(Envelope envelope) {
    switch (envelope.message()) {
      case OfMessage.Hello hello -> {
        Optional<OfVersion> agreed = Negotiation.agree(config.versions(), hello);
        if (agreed.isEmpty()) {
          String text = "this controller speaks OpenFlow " + config.versions();
          outgoing.speak(Negotiation.readableBy(hello.version(), config.versions()));
          outgoing.error(envelope.xid(), OfError.OFPHFC_INCOMPATIBLE, asText(text));
          end("no common version: " + text + ", the switch offers " + Negotiation.offered(hello));
          return;
        }
        outgoing.speak(agreed.get());
        state = State.FEATURES;
        outgoing.send(new OfMessage.FeaturesRequest());
      }
      case OfMessage.ErrorMessage error -> end("refused our hello with " + error.error());
      default -> {
        outgoing.speak(envelope.version());
        outgoing.error(envelope, OfError.OFPBRC_BAD_TYPE);
        end("first message is no hello but " + envelope.message().getClass().getSimpleName());
      }
    }
  }

  private static Bytes asText(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private void dispatch(Envelope envelope) {
    switch (envelope.message()) {
      case OfMessage.EchoRequest request ->
          outgoing.send(envelope.xid(), new OfMessage.EchoReply(request.data()));
      case OfMessage.FeaturesReply features -> onFeatures(features);
      case OfMessage.MultipartReply reply -> onMultipart(envelope.xid(), reply);
      case OfMessage.BarrierReply _ -> commits.barrier(envelope.xid());
      case BundleControl control -> {
        if (!probes.answer(envelope.xid(), control)) {
          commits.take(envelope.xid(), control);
        }
      }
      case OfMessage.ErrorMessage error -> onError(envelope.xid(), error);
      case PacketIn packet -> {
        if (state == State.READY) {
          tell(packet);
        }
      }
      case OfMessage.PortStatus status -> {
        if (state == State.READY) {
          tell(status);
        } else {
          onReadBack(h -> h.portChanged(status));
        }
      }
      case FlowRemoved removed -> {
        if (state == State.READY) {
          tell(removed);
        } else {
          onReadBack(h -> h.flowsChanged(removed));
        }
      }
      case MonitorMessage.FlowMonitorResumed _ -> onFlowsChanged(List.of());
      case OfMessage.EchoReply _,
          MonitorMessage.FlowMonitorPaused _,
          OfMessage.Experimenter _,
          OfMessage.GetConfigReply _,
          OfMessage.RoleReply _,
          OfMessage.Hello _ -> {}
      default -> {
        outgoing.error(envelope, OfError.OFPBRC_BAD_TYPE);
        complaints.make(
            this,
            "sent "
                + envelope.message().getClass().getSimpleName()
                + ", which only controllers send");
      }
    }
  }

  private void onMultipart(int xid, MultipartReply reply) {
    if (reply.body() instanceof FlowUpdates updates) {
      probes.answer(xid, reply);
      List<FlowUpdate> ofOthers =
          updates.updates().stream().filter(FlowUpdate.FlowChange.class::isInstance).toList();
      boolean resumed = updates.updates().stream().anyMatch(FlowUpdate.Resumed.class::isInstance);
      if (!ofOthers.isEmpty()) {
        onFlowsChanged(ofOthers);
      }
      if (resumed) {
        onFlowsChanged(List.of());
      }
      return;
    }
    Reading current = reading;
    if (!probes.answer(xid, reply)) {
      if (current == null) {
        onReadBack(h -> h.answer(xid, reply));
      } else {
        limited(() -> current.answer(xid, reply));
      }
    }
  }

  /** What a flow monitor tells; nothing if it has left something out. */
  private void onFlowsChanged(List<FlowUpdate> changes) {
    MultipartReply told = new MultipartReply(false, new FlowUpdates(changes));
    if (state == State.READY) {
      tell(told);
    } else {
      onReadBack(h -> h.flowsChanged(told));
    }
  }

  // ---- handshake

  private void onFeatures(OfMessage.FeaturesReply features) {
    if (state != State.FEATURES) {
      return;
    }
    if (features.auxiliaryId() != 0) {
      end("auxiliary connection " + features.auxiliaryId() + " of " + features.datapathId());
      return;
    }
    Optional<SwitchSession> holder = sessions.claim(features.datapathId(), this);
    if (holder.isPresent()) {
      SwitchSession other = holder.get();
      other.connection.execute(other.guarded(other::proveAlive));
      end("duplicate datapath id " + features.datapathId() + ", in use by " + other.remote());
      return;
    }
    dpid = features.datapathId();
    claimed = true;
    state = State.READING_BACK;
    // Whole packets: a switch without buffers would send them anyway (OpenFlow 1.3.5, 7.3.2).
    outgoing.send(new OfMessage.SetConfig(0, 0xffff));
    Handshake begun = new Handshake(version(), features);
    handshake = begun;
    begun.ask(outgoing, probes);
    awaitAnswers(begun, READ_BACK_ROUNDS);
  }

  private void proveAlive() {
    if (state != State.CLOSED) {
      liveness.prove();
    }
  }

  /** A large table takes its time: as long as parts of the answer come, more are waited for. */
  private void awaitAnswers(Handshake begun, int rounds) {
    int before = begun.parts();
    timers.after(
        config.readBackTimeout(),
        guarded(() -> {
          if (rounds > 1 && begun.parts() > before && state == State.READING_BACK) {
            awaitAnswers(begun, rounds - 1);
          } else {
            ready(begun);
          }
        }));
  }

  private void onReadBack(Consumer<Handshake> step) {
    Handshake current = handshake;
    if (current == null) {
      return;
    }
    if (limited(() -> step.accept(current)) && current.isComplete()) {
      ready(current);
    }
  }

  /** Takes a part of an answer; false if it was one too many, and the end. */
  private boolean limited(Runnable step) {
    try {
      step.run();
      return true;
    } catch (IllegalStateException e) {
      end(String.valueOf(e.getMessage()));
      return false;
    }
  }

  private void ready(Handshake done) {
    if (state != State.READING_BACK) {
      return;
    }
    if (!done.hasPorts()) {
      end("does not describe its ports");
      return;
    }
    state = State.READY;
    handshake = null;
    if (!done.isComplete()) {
      log.warn("{}: did not answer {}; going on without", this, done.unanswered());
    }
    SwitchNode node = done.node();
    log.info(
        "{}: connected from {}, OpenFlow {}, {} ports, {}",
        dpid,
        remote(),
        version(),
        node.ports().size(),
        done.description());
    listener
        .packetHandler(node)
        .ifPresent(handler ->
            connection.handlePackets(
                version(), new GuardedPackets(handler, liveness::heard, this::onHandlerFailure)));
    listener.connected(channel, node, done.readBack());
    done.toldMeanwhile().forEach(this::tell);
  }

  // ---- what goes wrong

  private void onHandlerFailure(RuntimeException e) {
    log.error("{}: an app failed on a packet; it is asked about no more of this switch", this, e);
    connection.handleNoPackets();
  }

  private void onError(int xid, OfMessage.ErrorMessage error) {
    Reading read = reading;
    if (commits.refused(xid, error) // the reconciler tells, it knows what the mod was for
        || probes.refused(xid)
        || read != null && read.refused(xid)) {
      return;
    }
    if (commits.isBarrier(xid)) {
      end("refuses barriers with " + error.error());
      return;
    }
    Handshake current = handshake;
    if (current != null && current.refused(xid)) {
      onReadBack(h -> {});
      return;
    }
    complaints.make(this, error.error() + " about xid " + Integer.toUnsignedString(xid));
  }

  /**
   * Answers in OpenFlow's own words. A frame whose length could be trusted costs no more than that,
   * unless it is what the handshake waits for, or of another version.
   */
  private void refuse(Decoded.Malformed malformed) {
    OfError error = malformed.error();
    if (state == State.HELLO) {
      outgoing.speak(Negotiation.readableBy(malformed.version(), config.versions()));
      if (malformed.type() == 0) {
        error = OfError.OFPHFC_INCOMPATIBLE;
      }
    }
    outgoing.error(malformed, error);
    String what =
        "malformed message of type " + malformed.type() + ": " + error + ", " + malformed.detail();
    if (isFatal(malformed)) {
      end(what);
    } else {
      complaints.make(this, what);
    }
  }

  private boolean isFatal(Decoded.Malformed malformed) {
    return switch (state) {
      case HELLO -> true;
      case READY, CLOSED -> malformed.error() == OfError.OFPBRC_BAD_VERSION;
      case FEATURES, READING_BACK ->
          malformed.error() == OfError.OFPBRC_BAD_VERSION || isAwaited(malformed);
    };
  }

  /** Whether it is an answer, without which the handshake cannot go on. */
  private boolean isAwaited(Decoded.Malformed malformed) {
    int multipartReply = version() == OfVersion.OF10 ? 17 : 19;
    int barrierReply = version() == OfVersion.OF10 ? 19 : 21;
    int type = malformed.type();
    return (type == 6 || type == multipartReply || type == barrierReply)
        && malformed.error() != OfError.OFPBRC_BAD_STAT;
  }

  @Override
  public void onLostFraming(Decoded.Malformed frame) {
    if (state == State.CLOSED) {
      return;
    }
    if (state == State.HELLO) {
      outgoing.speak(Negotiation.readableBy(frame.version(), config.versions()));
    }
    outgoing.error(frame, frame.error());
    end(frame.detail());
  }

  @Override
  public void onFailure(Throwable cause) {
    if (cause instanceof IOException) {
      String message = String.valueOf(cause.getMessage());
      end(message.contains("reset") ? "connection reset by the switch" : message);
    } else {
      log.error("{}: a bug; its connection is closed", this, cause);
      end("internal error");
    }
  }

  /** For what the connection does not call itself, and so does not guard. */
  Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        onFailure(e);
      }
    };
  }

  // ---- closing

  /** Ends the connection; the reason goes to the log. Any thread. */
  void close(String reason) {
    connection.execute(guarded(() -> end(reason)));
  }

  private void end(String reason) {
    if (state != State.CLOSED) {
      closeReason = reason;
      finish();
      connection.close();
    }
  }

  @Override
  public void onClosed() {
    sessions.closed(this);
    if (state != State.CLOSED) {
      finish();
    }
  }

  private void finish() {
    boolean wasReady = state == State.READY;
    state = State.CLOSED;
    handshake = null;
    timers.cancelAll();
    report();
    log.info("{}: disconnected: {}", this, closeReason);
    commits.abandon(dpid);
    Reading unfinished = reading;
    if (unfinished != null) {
      unfinished.abandon(new DisconnectedException(dpid));
    }
    try {
      if (wasReady) {
        listener.disconnected(channel, closeReason);
      }
    } finally {
      if (claimed) {
        sessions.release(dpid, this);
      }
    }
  }

  // ---- now and then

  @Override
  public void onWritable(boolean writable) {}

  private void report() {
    complaints.newWhile(this);
    long dropped = outgoing.takeDropped();
    if (dropped > 0) {
      sessions.droppedPacketOuts(dropped);
      log.warn("{}: reads too slowly, {} packets to it dropped", this, dropped);
    }
  }

  private void checkCommits() {
    if (commits.isStuck()) {
      end("no answer to barrier for " + config.barrierTimeout().toSeconds() + " s");
    }
  }

  private void tell(OfMessage message) {
    intake.taken();
    listener.said(channel, message, intake::handled);
  }

  // ---- what the channel asks for

  void commit(List<OfMessage> mods, CompletableFuture<List<RefusedMod>> done) {
    if (state == State.READY) {
      sessions.modsSent(mods.size());
      var _ = done.thenAccept(refused -> sessions.modsAnswered(mods.size(), refused.size()));
      commits.send(mods, done);
    } else {
      done.completeExceptionally(new DisconnectedException(dpid));
    }
  }

  void readBack(CompletableFuture<ReadBack> done) {
    Reading current = reading;
    if (state != State.READY) {
      done.completeExceptionally(new DisconnectedException(dpid));
    } else if (current != null && !current.isDone()) {
      done.complete(ReadBack.UNKNOWN);
    } else {
      Reading begun = new Reading(done);
      reading = begun;
      begun.ask(outgoing);
      awaitReading(begun);
    }
  }

  /** As long as parts of the answer come, more are waited for. */
  private void awaitReading(Reading begun) {
    int before = begun.parts();
    timers.after(
        config.readBackTimeout(),
        guarded(() -> {
          if (!begun.isDone() && begun.parts() > before) {
            awaitReading(begun);
          } else if (!begun.isDone()) {
            complaints.make(this, "does not answer what it has installed");
            begun.giveUp();
          }
        }));
  }
}
