package io.weft.core.dataplane;

import io.weft.net.PortNo;
import io.weft.openflow.action.FieldAction;
import io.weft.openflow.action.FieldAction.LinkChoice;
import java.util.List;
import java.util.function.Predicate;

/** The links and ports that multipath and bundle choose (Open vSwitch, multipath.c, bundle.c). */
final class PathChoice {
  private static final int MOST_LINKS_OF_HRW = 64;

  private PathChoice() {}

  /** A link from 0 to one below their number. */
  static int link(FieldAction.Multipath action, Packet packet) {
    int hash = FlowHash.of(packet, action.fields(), action.basis());
    return link(action.choice(), hash, action.links(), action.argument());
  }

  private static int link(LinkChoice choice, int hash, int links, long argument) {
    return switch (choice) {
      case MODULO_N -> Integer.remainderUnsigned(hash, links);
      case HASH_THRESHOLD ->
          links == 1 ? 0 : (int) ((hash & 0xffff_ffffL) / (0xffff_ffffL / links + 1));
      case HRW -> links <= MOST_LINKS_OF_HRW ? highest(hash, links) : iterate(hash, links, 0);
      case ITER_HASH -> iterate(hash, links, argument);
    };
  }

  private static int highest(int hash, int links) {
    int best = 0;
    for (int link = 1; link < links; link++) {
      if (Integer.compareUnsigned(Hashes.two(hash, link), Hashes.two(hash, best)) > 0) {
        best = link;
      }
    }
    return best;
  }

  private static int iterate(int hash, int links, long argument) {
    long modulo = argument;
    if (modulo < links || modulo / 2 > links) {
      modulo = links == 1 ? 1 : Integer.highestOneBit(links - 1) * 2L;
    }
    int i = 0;
    long link;
    do {
      link = (Hashes.two(hash, i++) & 0xffff_ffffL) % modulo;
    } while (link >= links);
    return (int) link;
  }

  /** A member that is up; {@link PortNo#ANY} if none is. */
  static PortNo member(
      FieldAction.HashFields fields,
      int basis,
      FieldAction.MemberChoice choice,
      List<PortNo> members,
      Packet packet,
      Predicate<PortNo> isUp) {
    return switch (choice) {
      case ACTIVE_BACKUP -> members.stream().filter(isUp).findFirst().orElse(PortNo.ANY);
      case HRW -> {
        int hash = FlowHash.of(packet, fields, basis);
        PortNo best = PortNo.ANY;
        int bestHash = 0;
        for (int i = 0; i < members.size(); i++) {
          int own = Hashes.two(i, hash);
          boolean higher = best.equals(PortNo.ANY) || Integer.compareUnsigned(own, bestHash) > 0;
          if (higher && isUp.test(members.get(i))) {
            best = members.get(i);
            bestHash = own;
          }
        }
        yield best;
      }
    };
  }
}
