package io.weft.core.session;

import io.weft.net.DatapathId;
import io.weft.openflow.OfVersion;
import io.weft.openflow.message.OfMessage;
import java.util.List;
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
   * Sends mods in order with a barrier behind them.
   *
   * @return completes when the switch has answered the barrier, with what it refused; exceptionally
   *     with {@link DisconnectedException} if the connection ended before that
   */
  CompletionStage<List<RefusedMod>> commit(List<? extends OfMessage> mods);

  /** Ends the connection; the reason goes to the log. */
  void close(String reason);
}
