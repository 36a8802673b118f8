package io.weft.core.session;

import java.util.SortedMap;

/**
 * What went over all connections since the start, those that have ended too.
 *
 * @param connections that are open now
 * @param received frames by type, such as {@code PACKET_IN}
 * @param sent messages by type, such as {@code FLOW_MOD}
 * @param modsSent mods that were sent with a barrier behind them
 * @param modsConfirmed of those, the ones that their switch accepted
 * @param modsRefused of those, the ones that their switch refused, or whose version cannot say them
 * @param droppedPacketOuts packets not sent because their switch read too slowly
 */
public record Traffic(
    int connections,
    SortedMap<String, Long> received,
    SortedMap<String, Long> sent,
    long modsSent,
    long modsConfirmed,
    long modsRefused,
    long droppedPacketOuts) {}
