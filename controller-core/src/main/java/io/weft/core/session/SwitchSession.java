package io.weft.core.session;

import io.weft.core.network.SwitchNode;
import io.weft.net.Bytes;
import io.weft.net.DatapathId;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.codec.Decoded;
import io.weft.openflow.message.Envelope;
import io.weft.openflow.message.FlowRemoved;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.PacketIn;
import io.weft.openflow.netty.OpenFlowConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
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
 * <p>Fields are the I/O thread's, but for the counters; the methods of {@link SwitchChannel} may be
 * called from any thread.
 */
final class SwitchSession implements OpenFlowConnection.Listener, SwitchChannel {
  private static final Logger log = LoggerFactory.getLogger(SwitchSession.class);

  private enum State {
    HELLO,
    FEATURES,
    READING_BACK,
    READY,
    CLOSED
  }

  private final SessionConfig config;
  private final Sessions sessions;
  private final SwitchListener listener;
  private final Timers timers;

  private @Nullable OpenFlowConnection connection;
  private State state = State.HELLO;
  private OfVersion version;
  private DatapathId dpid = new DatapathId(0);
  private boolean claimed;
  private int nextXid = 1;
  private @Nullable Handshake handshake;
  private final Commits commits = new Commits();
  private String closeReason = "closed by the switch";
  private boolean heardSomething;
  private boolean echoPending;
  private final AtomicInteger unhandled = new AtomicInteger();
  private final AtomicLong droppedOffers = new AtomicLong();

  SwitchSession(SessionConfig config, Sessions sessions, SwitchListener listener, Timers timers) {
    this.config = config;
    this.sessions = sessions;
    this.listener = listener;
    this.timers = timers;
    this.version = config.versions().getLast();
  }

  private OpenFlowConnection connection() {
    OpenFlowConnection open = connection;
    if (open == null) {
      throw new IllegalStateException("not connected yet");
    }
    return open;
  }

  @Override
  public DatapathId dpid() {
    return dpid;
  }

  @Override
  public OfVersion version() {
    return version;
  }

  /** How the log calls it: the datapath id as soon as it is known. */
  @Override
  public String toString() {
    return claimed ? dpid.toString() : "connection from " + connection().remoteAddress();
  }

  // ---- opening

  @Override
  public void onOpen(OpenFlowConnection opened) {
    connection = opened;
    if (sessions.opened() > config.maxConnections()) {
      end("one more than the limit of " + config.maxConnections() + " connections");
      return;
    }
    send(OfMessage.Hello.offering(config.versions()));
    timers.after(
        config.handshakeTimeout(),
        () -> {
          if (state == State.HELLO || state == State.FEATURES) {
            end("no " + (state == State.HELLO ? "hello" : "features") + " in time");
          }
        });
    timers.every(config.echoInterval(), this::checkAlive);
  }

  @Override
  public void onFrame(Decoded frame) {
    heardSomething = true;
    if (state == State.CLOSED) {
      return;
    }
    switch (frame) {
      case Decoded.Malformed malformed -> refuse(malformed);
      case Decoded.Message message -> handle(message.envelope());
    }
  }

  private void handle(Envelope envelope) {
    if (state == State.HELLO) {
      negotiate(envelope);
    } else if (envelope.version() != version
        && !(envelope.message() instanceof OfMessage.ErrorMessage)) {
      sendError(envelope.xid(), OfError.OFPBRC_BAD_VERSION, Bytes.EMPTY);
      end("speaks version " + envelope.version() + " after agreeing on " + version);
    } else {
      dispatch(envelope);
    }
  }

  /** OpenFlow 1.3.5, 6.3.1: by bitmap if both sent one, else the lower of the highest versions. */
  private void negotiate(Envelope envelope) {
    switch (envelope.message()) {
      case OfMessage.Hello hello -> {
        Optional<OfVersion> agreed =
            config.versions().stream()
                .filter(hello::offers)
                .reduce((a, b) -> a.isBefore(b) ? b : a);
        if (agreed.isEmpty()) {
          String text = "this controller speaks OpenFlow " + config.versions();
          version =
              OfVersion.ofWire(Math.min(hello.version(), version.wire())).orElse(OfVersion.OF10);
          sendError(envelope.xid(), OfError.OFPHFC_INCOMPATIBLE, asText(text));
          end("no common version: " + text + ", the switch offers up to " + hello.version());
          return;
        }
        version = agreed.get();
        state = State.FEATURES;
        send(new OfMessage.FeaturesRequest());
      }
      case OfMessage.ErrorMessage error -> end("refused our hello with " + error.error());
      default -> {
        sendError(envelope.xid(), OfError.OFPBRC_BAD_TYPE, Bytes.EMPTY);
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
          sendWith(envelope.xid(), new OfMessage.EchoReply(request.data()));
      case OfMessage.EchoReply _ -> echoPending = false;
      case OfMessage.FeaturesReply features -> onFeatures(features);
      case OfMessage.MultipartReply reply -> onReadBack(h -> h.answer(envelope.xid(), reply));
      case OfMessage.BarrierReply _ -> commits.confirmed(envelope.xid());
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
        }
      }
      case OfMessage.Experimenter _,
          OfMessage.GetConfigReply _,
          OfMessage.RoleReply _,
          OfMessage.Hello _ -> {}
      default -> {
        sendError(envelope.xid(), OfError.OFPBRC_BAD_TYPE, Bytes.EMPTY);
        log.warn(
            "{}: sent {}, which only controllers send",
            this,
            envelope.message().getClass().getSimpleName());
      }
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
    dpid = features.datapathId();
    Optional<SwitchSession> holder = sessions.claim(dpid, this);
    if (holder.isPresent()) {
      SwitchSession other = holder.get();
      other.connection().execute(other::proveAlive);
      end("duplicate datapath id " + dpid + ", in use by " + other.connection().remoteAddress());
      return;
    }
    claimed = true;
    state = State.READING_BACK;
    Handshake begun = new Handshake(version, features);
    handshake = begun;
    // Whole packets: a switch without buffers would send them anyway (OpenFlow 1.3.5, 7.3.2).
    send(new OfMessage.SetConfig(0, 0xffff));
    begun
        .questions()
        .forEach(body -> begun.asked(send(new OfMessage.MultipartRequest(false, body))));
    timers.after(config.readBackTimeout(), () -> ready(begun));
  }

  private void onReadBack(java.util.function.Consumer<Handshake> step) {
    Handshake current = handshake;
    if (current == null) {
      return;
    }
    try {
      step.accept(current);
    } catch (IllegalStateException e) {
      end(String.valueOf(e.getMessage()));
      return;
    }
    if (current.isComplete()) {
      ready(current);
    }
  }

  private void ready(Handshake done) {
    if (state != State.READING_BACK) {
      return;
    }
    if (!done.hasPorts()) {
      end("no port descriptions in time");
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
        connection().remoteAddress(),
        version,
        node.ports().size(),
        node.desc().software().isEmpty() ? "no description" : node.desc().software());
    listener.connected(this, node, done.readBack());
  }

  // ---- what goes wrong

  private void onError(int xid, OfMessage.ErrorMessage error) {
    if (commits.refused(xid, error)) {
      return; // the reconciler tells, it knows what the mod was for
    }
    Handshake current = handshake;
    if (current != null && current.refused(xid)) {
      onReadBack(h -> {});
      return;
    }
    log.warn("{}: {} about xid {}", this, error.error(), Integer.toUnsignedString(xid));
  }

  /** Answers in OpenFlow's own words; goes on only if the lengths can still be trusted. */
  private void refuse(Decoded.Malformed malformed) {
    if (state == State.HELLO) {
      version =
          OfVersion.ofWire(malformed.version()).filter(v -> v.isBefore(version)).orElse(version);
    }
    sendError(malformed.xid(), malformed.error(), malformed.head());
    String what =
        "malformed message of type "
            + malformed.type()
            + ": "
            + malformed.error()
            + ", "
            + malformed.detail();
    if (state == State.HELLO || state == State.FEATURES || !isHarmless(malformed.error())) {
      end(what);
    } else {
      log.warn("{}: {}", this, what);
    }
  }

  /** What a newer switch may say to an older controller in good faith. */
  private static boolean isHarmless(OfError error) {
    return error == OfError.OFPBRC_BAD_TYPE || error == OfError.OFPBRC_BAD_STAT;
  }

  @Override
  public void onLostFraming(Decoded.Malformed frame) {
    if (state != State.CLOSED) {
      sendError(frame.xid(), frame.error(), frame.head());
      end(frame.detail());
    }
  }

  private void sendError(int xid, OfError error, Bytes data) {
    OfError sayable = error.wire(version).isPresent() ? error : OfError.OFPBRC_BAD_LEN;
    sendWith(xid, new OfMessage.ErrorMessage(sayable, data));
  }

  @Override
  public void close(String reason) {
    connection().execute(() -> end(reason));
  }

  private void end(String reason) {
    if (state != State.CLOSED) {
      closeReason = reason;
      finish();
      connection().close();
    }
  }

  @Override
  public void onClosed() {
    sessions.closed();
    if (state != State.CLOSED) {
      finish();
    }
  }

  private void finish() {
    boolean wasReady = state == State.READY;
    state = State.CLOSED;
    timers.cancelAll();
    commits.abandon(dpid);
    log.info("{}: disconnected: {}", this, closeReason);
    if (wasReady) {
      listener.disconnected(this, closeReason);
    }
    if (claimed) {
      sessions.release(dpid, this);
    }
  }

  // ---- life

  private void checkAlive() {
    if (heardSomething) {
      heardSomething = false;
      echoPending = false;
    } else if (echoPending) {
      end("no answer to echo for " + config.echoInterval().toSeconds() + " s");
    } else if (state != State.CLOSED) {
      echoPending = true;
      send(new OfMessage.EchoRequest(Bytes.EMPTY));
    }
  }

  /** Another connection claims to be this switch: if this one is dead, do not wait to find out. */
  private void proveAlive() {
    if (state == State.CLOSED) {
      return;
    }
    heardSomething = false;
    send(new OfMessage.EchoRequest(Bytes.EMPTY));
    timers.after(
        config.readBackTimeout(),
        () -> {
          if (!heardSomething) {
            end("dead, and the switch has connected anew");
          }
        });
  }

  @Override
  public void onWritable(boolean writable) {
    if (writable && droppedOffers.get() > 0) {
      log.warn("{}: read too slowly, {} packets to it dropped", this, droppedOffers.getAndSet(0));
    }
  }

  private void tell(OfMessage message) {
    if (unhandled.incrementAndGet() == config.maxUnhandled()) {
      connection().pauseReading(true);
    }
    listener.said(this, message, this::handled);
  }

  private void handled() {
    if (unhandled.decrementAndGet() == config.maxUnhandled() / 2) {
      connection().pauseReading(false);
    }
  }

  // ---- sending

  private int send(OfMessage message) {
    int xid = nextXid++;
    sendWith(xid, message);
    return xid;
  }

  private void sendWith(int xid, OfMessage message) {
    connection().send(new Envelope(version, xid, message));
  }

  @Override
  public boolean offer(OfMessage message) {
    if (!connection().isWritable()) {
      droppedOffers.incrementAndGet();
      return false;
    }
    connection().send(new Envelope(version, 0, message));
    return true;
  }

  @Override
  public CompletionStage<List<RefusedMod>> commit(List<? extends OfMessage> mods) {
    CompletableFuture<List<RefusedMod>> done = new CompletableFuture<>();
    connection().execute(() -> commitNow(mods, done));
    return done;
  }

  private void commitNow(List<? extends OfMessage> mods, CompletableFuture<List<RefusedMod>> done) {
    if (state != State.READY) {
      done.completeExceptionally(new DisconnectedException(dpid));
      return;
    }
    int firstXid = nextXid;
    List<RefusedMod> unsayable = new ArrayList<>();
    for (int i = 0; i < mods.size(); i++) {
      try {
        send(mods.get(i));
      } catch (EncodeException e) {
        unsayable.add(new RefusedMod(i, Optional.empty(), String.valueOf(e.getMessage())));
      }
    }
    commits.add(firstXid, mods.size(), unsayable, done);
    send(new OfMessage.BarrierRequest());
  }
}
