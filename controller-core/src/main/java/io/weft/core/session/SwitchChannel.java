package io.weft.core.session;

import io.weft.core.session.SwitchListener.ReadBack;
import io.weft.net.DatapathId;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.OfMessage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The core's end of a connected switch. Any thread; nothing blocks. */
public interface SwitchChannel {
  DatapathId dpid();

  OfVersion version();

  /**
   * Sends what needs no answer, such as a PACKET_OUT. Dropped, and counted, while the switch reads
   * too slowly: a packet is worth nothing when it comes late.
   *
   * @return whether it was sent
   */
  boolean offer(OfMessage message);

  /**
   * Sends mods in order, in a bundle if the switch has bundles and there are several, else with
   * barriers between kinds of mods and behind them.
   *
   * @return completes when the switch has confirmed, with what it refused: all others are
   *     effective; exceptionally with {@link DisconnectedException} if the connection ended before
   *     that
   */
  CompletionStage<List<RefusedMod>> commit(List<? extends OfMessage> mods);

  /** What the switch turned out to be able to do, as far as it is known now. */
  default Abilities abilities() {
    return Abilities.UNKNOWN;
  }

  /**
   * Reads what is installed.
   *
   * @return completes with what the switch answered, or {@link ReadBack#UNKNOWN} if it did not in
   *     time or is being asked already; exceptionally with {@link DisconnectedException}
   */
  default CompletionStage<ReadBack> readBack() {
    return CompletableFuture.completedFuture(ReadBack.UNKNOWN);
  }

  /** Ends the connection; the reason goes to the log. */
  void close(String reason);
}
