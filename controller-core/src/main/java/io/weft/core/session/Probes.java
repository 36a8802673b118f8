package io.weft.core.session;

import io.weft.net.PortNo;
import io.weft.openflow.EncodeException;
import io.weft.openflow.OfVersion;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.BundleMessage;
import io.weft.openflow.message.BundleMessage.BundleControl;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.GroupMultipart.GroupFeatures;
import io.weft.openflow.message.GroupMultipart.GroupFeaturesRequest;
import io.weft.openflow.message.MeterMultipart.MeterFeatures;
import io.weft.openflow.message.MeterMultipart.MeterFeaturesRequest;
import io.weft.openflow.message.MonitorMultipart.FlowMonitor;
import io.weft.openflow.message.MonitorMultipart.FlowMonitorRequest;
import io.weft.openflow.message.MonitorMultipart.FlowUpdates;
import io.weft.openflow.message.MonitorMultipart.MonitorCommand;
import io.weft.openflow.message.MonitorMultipart.MonitorFlag;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.OfMessage.MultipartReply;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tries what not every switch has. Nothing waits for the answers: what a switch does not answer, or
 * refuses, it does not have. I/O thread of the session, but for {@link #abilities}.
 */
final class Probes {
  /** No other bundle has it. */
  private static final int PROBE_BUNDLE = 0;

  private static final int MONITOR = 1;
  private static final int BUNDLE_FLAGS = BundleMessage.ATOMIC | BundleMessage.ORDERED;

  private final Outgoing outgoing;
  private final Set<Integer> open = new HashSet<>();
  private volatile Abilities abilities = Abilities.UNKNOWN;

  Probes(Outgoing outgoing) {
    this.outgoing = outgoing;
  }

  Abilities abilities() {
    return abilities;
  }

  /** Sends the questions. */
  void ask() {
    OfVersion version = outgoing.version();
    if (!version.isBefore(OfVersion.OF12)) {
      ask(new OfMessage.MultipartRequest(false, new GroupFeaturesRequest()));
    }
    if (!version.isBefore(OfVersion.OF13)) {
      ask(new OfMessage.MultipartRequest(false, new MeterFeaturesRequest()));
      ask(bundle(BundleMessage.Step.OPEN_REQUEST));
    }
    ask(new OfMessage.MultipartRequest(false, monitor()));
  }

  private void ask(OfMessage question) {
    try {
      open.add(outgoing.send(question));
    } catch (EncodeException e) {
      // The version has no such question, so the switch has no such thing.
    }
  }

  private static BundleControl bundle(BundleMessage.Step step) {
    return new BundleControl(PROBE_BUNDLE, step, BUNDLE_FLAGS);
  }

  /** All changes; those that this controller makes are told in short. */
  private static FlowMonitorRequest monitor() {
    return new FlowMonitorRequest(
        List.of(
            new FlowMonitor(
                MONITOR,
                MonitorCommand.ADD,
                Set.of(
                    MonitorFlag.ADD,
                    MonitorFlag.REMOVED,
                    MonitorFlag.MODIFY,
                    MonitorFlag.INSTRUCTIONS),
                PortNo.ANY,
                Bucket.NO_GROUP,
                FlowMod.ALL_TABLES,
                Match.ANY)));
  }

  /** Takes an answer; false if it is to none of these questions. */
  boolean answer(int xid, MultipartReply reply) {
    if (!open.contains(xid)) {
      return false;
    }
    if (!reply.more()) {
      open.remove(xid);
    }
    switch (reply.body()) {
      case GroupFeatures features -> abilities = abilities.with(features);
      case MeterFeatures features -> abilities = abilities.with(features);
      case FlowUpdates _ -> abilities = abilities.withFlowMonitor();
      default -> {} // an answer to another question
    }
    return true;
  }

  boolean answer(int xid, BundleControl control) {
    if (!open.remove(xid)) {
      return false;
    }
    if (control.step() == BundleMessage.Step.OPEN_REPLY) {
      abilities = abilities.withBundles(true);
      open.add(outgoing.send(bundle(BundleMessage.Step.DISCARD_REQUEST)));
    }
    return true;
  }

  /** The switch refuses one of the questions; false if it is none of these. */
  boolean refused(int xid) {
    return open.remove(xid);
  }

  /** The switch refuses to open a bundle after all. */
  void noBundles() {
    abilities = abilities.withBundles(false);
  }
}
