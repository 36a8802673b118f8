package io.weft.testkit;

import com.google.common.collect.ImmutableMap;
import io.weft.core.desired.Owner;
import io.weft.core.desired.Plan;
import io.weft.core.desired.SwitchRules;
import io.weft.core.network.NetworkView;
import io.weft.core.network.SwitchNode;
import io.weft.core.reconcile.Reconciler;
import io.weft.core.reconcile.SwitchInventory;
import io.weft.core.session.Abilities;
import io.weft.core.session.OpenFlowServer;
import io.weft.core.session.RefusedMod;
import io.weft.core.session.SessionConfig;
import io.weft.core.session.SwitchChannel;
import io.weft.core.session.SwitchListener;
import io.weft.net.DatapathId;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.FlowRemoved;
import io.weft.openflow.message.MonitorMultipart.FlowUpdates;
import io.weft.openflow.message.OfMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The core without discovery and apps: a test says what is wanted, and sees what becomes of it. */
final class ReconcilerDesk implements SwitchListener, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long TICK_MILLIS = 20;

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("desk").unstarted(task));
  private final OpenFlowServer server;
  private final Reconciler reconciler;
  private final Map<DatapathId, SwitchChannel> channels = new ConcurrentHashMap<>();
  private final AtomicInteger mods = new AtomicInteger();
  private volatile NetworkView view = NetworkView.EMPTY;

  ReconcilerDesk(int port, OfVersion version, Duration readBackInterval, Owner... owners) {
    reconciler =
        new Reconciler(
            Set.of(owners),
            () -> view,
            thread,
            () -> {},
            (dpid, found) -> Optional.empty(),
            readBackInterval,
            Instant.now());
    SessionConfig config = SessionConfig.DEFAULT;
    try {
      server =
          OpenFlowServer.listen(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
              1,
              new SessionConfig(
                  List.of(version),
                  config.handshakeTimeout(),
                  config.readBackTimeout(),
                  config.barrierTimeout(),
                  config.echoInterval(),
                  config.maxUnhandled(),
                  config.maxConnections()),
              this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var _ =
        thread.scheduleWithFixedDelay(
            () -> reconciler.tick(Instant.now()), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  int port() {
    return server.address().getPort();
  }

  @Override
  public void connected(SwitchChannel channel, SwitchNode node, ReadBack installed) {
    thread.execute(() -> {
      view = view.with(node);
      reconciler.connected(new Counting(channel), node.tables(), installed);
      channels.put(node.dpid(), channel);
    });
  }

  @Override
  public void said(SwitchChannel channel, OfMessage message, Runnable done) {
    thread.execute(() -> {
      if (message instanceof FlowRemoved removed) {
        var _ = reconciler.removed(channel.dpid(), removed);
        reconciler.advance();
      } else if (message instanceof OfMessage.MultipartReply reply
          && reply.body() instanceof FlowUpdates updates) {
        reconciler.updated(channel.dpid(), updates);
      }
      done.run();
    });
  }

  @Override
  public void disconnected(SwitchChannel channel, String reason) {
    thread.execute(() -> {
      channels.remove(channel.dpid(), channel);
      reconciler.disconnected(channel.dpid());
    });
  }

  void want(Owner owner, long dpid, SwitchRules rules) {
    want(owner, ImmutableMap.of(new DatapathId(dpid), rules));
  }

  void want(Owner owner, ImmutableMap<DatapathId, SwitchRules> rules) {
    call(() -> {
      reconciler.want(owner, Plan.of(rules));
      return true;
    });
  }

  private <T> T call(Supplier<T> task) {
    return CompletableFuture.supplyAsync(task, thread).join();
  }

  Abilities abilities(long dpid) {
    return Optional.ofNullable(channels.get(new DatapathId(dpid)))
        .map(SwitchChannel::abilities)
        .orElse(Abilities.UNKNOWN);
  }

  /** Mods that were sent so far. */
  int mods() {
    return mods.get();
  }

  Optional<SwitchInventory> inventory(long dpid) {
    return call(() -> reconciler.inventory(new DatapathId(dpid)));
  }

  /** Waits until a switch is connected and its inventory is as expected. */
  SwitchInventory await(long dpid, String what, Predicate<SwitchInventory> expected) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Optional<SwitchInventory> last = inventory(dpid);
    while (last.filter(expected).isEmpty()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + PATIENCE + ": " + what + "; " + last);
      }
      Thread.onSpinWait();
      last = inventory(dpid);
    }
    return last.orElseThrow();
  }

  SwitchInventory awaitSync(long dpid) {
    return await(dpid, "in sync", SwitchInventory::inSync);
  }

  @Override
  public void close() {
    server.close();
    thread.shutdownNow();
  }

  /** Counts mods. */
  private final class Counting implements SwitchChannel {
    private final SwitchChannel channel;

    Counting(SwitchChannel channel) {
      this.channel = channel;
    }

    @Override
    public DatapathId dpid() {
      return channel.dpid();
    }

    @Override
    public OfVersion version() {
      return channel.version();
    }

    @Override
    public boolean offer(OfMessage message) {
      return channel.offer(message);
    }

    @Override
    public CompletionStage<List<RefusedMod>> commit(List<? extends OfMessage> batch) {
      mods.addAndGet(batch.size());
      return channel.commit(batch);
    }

    @Override
    public Abilities abilities() {
      return channel.abilities();
    }

    @Override
    public CompletionStage<ReadBack> readBack() {
      return channel.readBack();
    }

    @Override
    public void close(String reason) {
      channel.close(reason);
    }
  }
}
