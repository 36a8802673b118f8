package io.weft.northbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedMap;
import io.grpc.Status;
import io.weft.api.v1.Change;
import io.weft.api.v1.Kind;
import io.weft.api.v1.WatchRequest;
import io.weft.api.v1.WatchResponse;
import io.weft.core.network.ConnectPoint;
import io.weft.core.network.Host;
import io.weft.core.network.NetworkView;
import io.weft.net.DatapathId;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatcherTest {
  /** A client that reads only when it is told to. */
  private static final class Slow implements Watcher.Sink {
    private final List<WatchResponse> read = new ArrayList<>();
    private int room;

    @Override
    public boolean isReady() {
      return read.size() < room;
    }

    @Override
    public void send(WatchResponse message) {
      read.add(message);
    }

    @Override
    public void end(Status status) {}

    @Override
    public boolean isGone() {
      return false;
    }
  }

  private final Slow client = new Slow();
  private final Watcher watcher =
      Watcher.of(WatchRequest.newBuilder().addKinds(Kind.HOSTS).build(), client);
  private Knowledge known = Knowledge.NOTHING;

  private static Host host(int number) {
    return Host.at(
        MacAddress.parse(String.format("02:00:00:00:%02x:%02x", number >> 8, number & 0xff)),
        new ConnectPoint(new DatapathId(1), PortNo.of(1)));
  }

  private void know(NetworkView view) {
    Knowledge now = new Knowledge(known.generation() + 1, view, List.of(), ImmutableSortedMap.of());
    now.since(known, EnumSet.of(Kind.HOSTS)).forEach(watcher::tell);
    watcher.join();
    known = now;
  }

  private List<String> reads(int more) {
    client.room = client.read.size() + more;
    int before = client.read.size();
    watcher.pump(known);
    return client.read.subList(before, client.read.size()).stream()
        .map(message ->
            switch (message.getWhatCase()) {
              case CHANGE ->
                  message.getChange().getType() + " " + message.getChange().getHost().getMac();
              case SYNCED -> "synced";
              case LOST -> "lost " + message.getLost().getChanges();
              case WHAT_NOT_SET -> "nothing";
            })
        .toList();
  }

  @Test
  void tellsWhatIsThereThenWhatChanges() {
    know(NetworkView.EMPTY.with(host(1)));
    assertThat(reads(10)).containsExactly("ADDED 02:00:00:00:00:01", "synced");
    know(known.view().with(host(2)).without(host(1)));
    assertThat(reads(10)).containsExactly("REMOVED 02:00:00:00:00:01", "ADDED 02:00:00:00:00:02");
    assertThat(watcher.hasMore()).isFalse();
  }

  @Test
  void changesDuringTheBeginningComeAfterIt() {
    know(NetworkView.EMPTY.with(host(1)).with(host(2)));
    assertThat(reads(1)).hasSize(1);
    know(known.view().without(host(2)));
    assertThat(reads(10)).hasSize(3).last().isEqualTo("REMOVED 02:00:00:00:00:02");
  }

  @Test
  void slowClientIsToldThatItLostChangesAndBeginsAgain() {
    know(NetworkView.EMPTY.with(host(1)));
    assertThat(reads(10)).hasSize(2);
    for (int i = 0; i <= Watcher.MAX_WAITING + 5; i++) {
      know(i % 2 == 0 ? known.view().with(host(2)) : known.view().without(host(2)));
    }
    List<String> told = reads(100);
    assertThat(told.getFirst()).isEqualTo("lost " + (Watcher.MAX_WAITING + 6));
    assertThat(told).hasSize(3 + known.view().hosts().size() - 1).last().isEqualTo("synced");
    assertThat(watcher.hasMore()).isFalse();
    know(known.view().with(host(7)));
    assertThat(reads(10)).containsExactly(Change.Type.ADDED + " 02:00:00:00:00:07");
  }
}
