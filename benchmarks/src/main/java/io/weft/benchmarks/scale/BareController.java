package io.weft.benchmarks.scale;

import io.weft.core.network.SwitchNode;
import io.weft.core.session.OpenFlowServer;
import io.weft.core.session.SessionConfig;
import io.weft.core.session.SwitchChannel;
import io.weft.core.session.SwitchListener;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.OfMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Sessions with switches on one I/O thread, and nothing above them. */
final class BareController implements SwitchListener, AutoCloseable {
  private static final int PATIENCE_SECONDS = 120;
  private static final int UNDER_WAY = 2;

  private final List<SwitchChannel> channels = new CopyOnWriteArrayList<>();
  private final OpenFlowServer server;

  private BareController() throws IOException {
    server =
        OpenFlowServer.listen(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            1,
            SessionConfig.DEFAULT,
            this);
  }

  static BareController listen() throws IOException {
    return new BareController();
  }

  int port() {
    return server.address().getPort();
  }

  @Override
  public void connected(SwitchChannel channel, SwitchNode node, ReadBack installed) {
    channels.add(channel);
  }

  @Override
  public void said(SwitchChannel channel, OfMessage message, Runnable done) {
    done.run();
  }

  @Override
  public void disconnected(SwitchChannel channel, String reason) {
    channels.remove(channel);
  }

  /** Until so many switches are connected. */
  void await(int switches) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    while (channels.size() < switches) {
      if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
        throw new IOException(channels.size() + " of " + switches + " switches are connected");
      }
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  /**
   * Sends batches to all switches at once, and waits until all are confirmed.
   *
   * @param each how many mods to a switch, a multiple of the batch
   */
  void commitEverywhere(List<FlowMod> batch, int size, int each) throws Exception {
    List<CompletableFuture<?>> all = new ArrayList<>();
    for (SwitchChannel channel : channels) {
      int batches = Math.max(1, each / size);
      int lines = Math.min(UNDER_WAY, batches);
      for (int line = 0; line < lines; line++) {
        int share = batches / lines + (line < batches % lines ? 1 : 0);
        CompletableFuture<Void> done = new CompletableFuture<>();
        all.add(done);
        next(channel, batch, share, done);
      }
    }
    CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private static void next(
      SwitchChannel channel, List<FlowMod> batch, int left, CompletableFuture<Void> done) {
    if (left == 0) {
      done.complete(null);
      return;
    }
    var _ =
        channel
            .commit(batch)
            .whenComplete((refused, failed) -> {
              if (failed != null) {
                done.completeExceptionally(failed);
              } else if (!refused.isEmpty()) {
                done.completeExceptionally(new IOException("refused: " + refused.getFirst()));
              } else {
                next(channel, batch, left - 1, done);
              }
            });
  }

  @Override
  public void close() {
    server.close();
  }
}
