package io.weft.core.session;

import io.weft.openflow.EncodeException;
import io.weft.openflow.OfError;
import io.weft.openflow.action.Action;
import io.weft.openflow.message.BundleMessage;
import io.weft.openflow.message.BundleMessage.BundleAdd;
import io.weft.openflow.message.BundleMessage.BundleControl;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.FlowModCommand;
import io.weft.openflow.message.GroupMod;
import io.weft.openflow.message.MeterMod;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.OfMessage.ErrorMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * One batch of mods on its way to being confirmed.
 *
 * <pre>
 *  bundle --COMMIT_REPLY--> done
 *     '--error--> bundle without the mods that it named --> ... --> one by one
 *  one by one --barrier reply--> done
 * </pre>
 *
 * <p>A bundle is made as a whole or not at all; so the mods of one that failed are tried again
 * without those to blame, and if that does not help, without a bundle. The mods have consecutive
 * xids, so an error names its mod in a bundle as outside of one.
 */
final class Transaction {
  private static final int MAX_BUNDLES = 3;
  private static final int BUNDLE_FLAGS = BundleMessage.ATOMIC | BundleMessage.ORDERED;

  /** What a mod is about, in the order in which a batch has them: between two of them a barrier. */
  private enum Kind {
    PUT_METER,
    PUT_GROUP,
    PUT_RULE,
    REMOVE_RULE,
    REMOVE_GROUP,
    REMOVE_METER,
    OTHER
  }

  private final Outgoing outgoing;
  private final List<OfMessage> mods;
  private final CompletableFuture<List<RefusedMod>> done;
  private final SortedMap<Integer, RefusedMod> refused = new TreeMap<>();
  private List<Integer> indexes = new ArrayList<>();
  private final Set<Integer> outside = new HashSet<>();
  private boolean inBundle;
  private boolean opened;
  private int bundles;
  private int firstXid;
  private int openXid;
  private int confirmXid;

  Transaction(Outgoing outgoing, List<OfMessage> mods, CompletableFuture<List<RefusedMod>> done) {
    this.outgoing = outgoing;
    this.mods = mods;
    this.done = done;
    for (int i = 0; i < mods.size(); i++) {
      indexes.add(i);
    }
  }

  /**
   * Sends the mods.
   *
   * @param nextBundle the id of a bundle, if the switch has bundles
   */
  void send(Optional<Integer> nextBundle) {
    if (nextBundle.isPresent() && isWorthABundle()) {
      sendBundle(nextBundle.get());
    } else {
      sendOneByOne();
    }
  }

  /** Meters cannot be in bundles (Open vSwitch); they may come before one, but not after. */
  private boolean isWorthABundle() {
    int inBundle = 0;
    for (int index : indexes) {
      Kind kind = kind(mods.get(index));
      if (kind == Kind.PUT_METER ? inBundle > 0 : kind.compareTo(Kind.REMOVE_METER) >= 0) {
        return false;
      }
      inBundle += kind == Kind.PUT_METER ? 0 : 1;
    }
    return inBundle > 1;
  }

  private void sendBundle(int bundleId) {
    bundles++;
    inBundle = true;
    opened = false;
    outside.clear();
    firstXid = outgoing.reserveXids(indexes.size());
    openXid = outgoing.reserveXids(1);
    confirmXid = outgoing.reserveXids(1);
    boolean open = false;
    for (int i = 0; i < indexes.size(); i++) {
      OfMessage mod = mods.get(indexes.get(i));
      if (!open && kind(mod) != Kind.PUT_METER) {
        if (i > 0) {
          outgoing.send(new OfMessage.BarrierRequest());
        }
        outgoing.send(
            openXid, new BundleControl(bundleId, BundleMessage.Step.OPEN_REQUEST, BUNDLE_FLAGS));
        open = true;
      }
      send(i, open ? new BundleAdd(bundleId, BUNDLE_FLAGS, mod) : mod);
    }
    outgoing.send(
        confirmXid, new BundleControl(bundleId, BundleMessage.Step.COMMIT_REQUEST, BUNDLE_FLAGS));
  }

  private void sendOneByOne() {
    inBundle = false;
    firstXid = outgoing.reserveXids(indexes.size());
    confirmXid = outgoing.reserveXids(1);
    Kind before = Kind.PUT_METER;
    for (int i = 0; i < indexes.size(); i++) {
      OfMessage mod = mods.get(indexes.get(i));
      if (i > 0 && needsBarrier(before, mod)) {
        outgoing.send(new OfMessage.BarrierRequest());
      }
      before = kind(mod);
      send(i, mod);
    }
    outgoing.send(confirmXid, new OfMessage.BarrierRequest());
  }

  private void send(int position, OfMessage mod) {
    try {
      outgoing.send(firstXid + position, mod);
    } catch (EncodeException e) {
      int index = indexes.get(position);
      String reason = String.valueOf(e.getMessage());
      refused.put(index, new RefusedMod(index, Optional.empty(), reason));
    }
  }

  /** Between two barriers a switch may take mods in any order (OpenFlow 1.3.5, 6.2). */
  private static boolean needsBarrier(Kind before, OfMessage mod) {
    return kind(mod) != before
        || mod instanceof GroupMod group
            && group.buckets().stream()
                .anyMatch(
                    bucket -> bucket.actions().stream().anyMatch(Action.Group.class::isInstance));
  }

  private static Kind kind(OfMessage mod) {
    return switch (mod) {
      case FlowMod flow ->
          flow.command() == FlowModCommand.DELETE || flow.command() == FlowModCommand.DELETE_STRICT
              ? Kind.REMOVE_RULE
              : Kind.PUT_RULE;
      case GroupMod group ->
          group.command() == GroupMod.Command.DELETE ? Kind.REMOVE_GROUP : Kind.PUT_GROUP;
      case MeterMod meter ->
          meter.command() == MeterMod.Command.DELETE ? Kind.REMOVE_METER : Kind.PUT_METER;
      default -> Kind.OTHER;
    };
  }

  boolean isConfirmedBy(int xid) {
    return xid == confirmXid;
  }

  /** Whether an error with this xid is about a mod, or about opening the bundle. */
  boolean isAbout(int xid) {
    return Integer.compareUnsigned(xid - firstXid, indexes.size()) < 0
        || inBundle && xid == openXid;
  }

  boolean isInBundle() {
    return inBundle;
  }

  /** The bundle was opened. */
  void opened(int xid) {
    opened |= xid == openXid;
  }

  /** Takes an error that {@link #isAbout} this; the first one of a mod counts. */
  void refused(int xid, ErrorMessage error) {
    if (inBundle && xid == openXid) {
      return;
    }
    int index = indexes.get(xid - firstXid);
    if (inBundle && isOfBundles(error)) {
      outside.add(index);
    } else {
      refused.putIfAbsent(
          index, new RefusedMod(index, Optional.of(error.error()), error.error().toString()));
    }
  }

  /** Not the mod is wrong, but its being in a bundle. */
  private static boolean isOfBundles(ErrorMessage error) {
    return error.error() instanceof OfError known
        && (known.name().startsWith("OFPBFC_")
            || known == OfError.OFPBRC_BAD_VENDOR
            || known == OfError.OFPBRC_BAD_SUBTYPE
            || known == OfError.OFPBRC_BAD_TYPE);
  }

  /**
   * The switch confirms; completes this, unless something has to be sent again.
   *
   * @return whether it is over
   */
  boolean confirmed() {
    if (inBundle && !outside.isEmpty()) {
      indexes = indexes.stream().filter(outside::contains).toList();
      sendOneByOne();
      return false;
    }
    done.complete(List.copyOf(refused.values()));
    return true;
  }

  /**
   * The bundle was not made.
   *
   * @return whether the switch did not even open it
   */
  boolean bundleFailed(int nextBundle) {
    int before = indexes.size();
    // Meters went out before the bundle; that they are there already is no harm to be told of.
    indexes =
        indexes.stream()
            .filter(index -> !refused.containsKey(index))
            .filter(index -> kind(mods.get(index)) != Kind.PUT_METER)
            .toList();
    boolean someoneToBlame = indexes.size() < before;
    if (opened && someoneToBlame && outside.isEmpty() && bundles < MAX_BUNDLES) {
      send(Optional.of(nextBundle));
    } else {
      sendOneByOne();
    }
    return !opened;
  }

  void abandon(DisconnectedException cause) {
    done.completeExceptionally(cause);
  }

  /** Which attempt this is, to see whether there is progress. */
  int attempt() {
    return confirmXid;
  }
}
