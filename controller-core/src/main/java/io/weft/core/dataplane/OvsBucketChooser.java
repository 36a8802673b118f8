package io.weft.core.dataplane;

import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.FieldAction.HashFields;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.GroupMultipart.GroupEntry;
import io.weft.openflow.message.GroupProperty;
import io.weft.openflow.message.GroupProperty.SelectionMethod;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The choice that Open vSwitch makes (ofproto-dpif.c and ofproto-dpif-xlate.c):
 *
 * <ul>
 *   <li>{@code dp_hash}, also if the group names no method and 256 hash values do for its weights:
 *       a hash that the datapath makes picks a hash value, and these are dealt out to the buckets
 *       by weight. A packet keeps its hash from group to group.
 *   <li>{@code hash}: a hash of the fields that the group names picks the bucket with the highest
 *       score.
 *   <li>else the same with a hash of addresses, VLAN and ports that is equal in both directions
 * </ul>
 */
final class OvsBucketChooser implements BucketChooser {
  private static final int LEAST_VALUES = 16;
  private static final int MOST_VALUES = 256;
  private static final int SYMMETRIC = 1;

  @Override
  public int choose(GroupEntry group, Packet packet, List<Integer> live) {
    Optional<SelectionMethod> asked = method(group);
    String method = asked.map(SelectionMethod::method).orElse("");
    if (method.equals("hash") && !asked.orElseThrow().fields().isEmpty()) {
      return best(group, live, fieldHash(packet, asked.orElseThrow()));
    }
    if (!method.equals("hash")) {
      int[] dealt = dealt(group.buckets());
      if (dealt.length > 0) {
        return ofHash(dealt, dpHash(packet, asked.map(SelectionMethod::param)), live);
      }
    }
    return best(group, live, FlowHash.symmetricL4(packet, 0));
  }

  private static Optional<SelectionMethod> method(GroupEntry group) {
    for (GroupProperty property : group.properties()) {
      switch (property) {
        case SelectionMethod method -> {
          return Optional.of(method);
        }
        case GroupProperty.OldSelectionMethod old -> {
          return Optional.of(old.of());
        }
        case GroupProperty.Unknown u -> {}
      }
    }
    return Optional.empty();
  }

  /** Without a method the hash is the symmetric one; with {@code dp_hash} its parameter says. */
  private static int dpHash(Packet packet, Optional<Long> param) {
    if (packet.dpHash() == 0) {
      int basis = param.map(Long::intValue).orElse(0);
      boolean symmetric = param.map(number -> number >>> 32 == SYMMETRIC).orElse(true);
      packet.setDpHash(
          symmetric
              ? FlowHash.of(packet, HashFields.SYMMETRIC_L3L4, basis)
              : Hashes.two(packet.arrivalHash(), basis));
    }
    return packet.dpHash();
  }

  private static int ofHash(int[] dealt, int hash, List<Integer> live) {
    int mask = dealt.length - 1;
    for (int i = 0; i <= mask; i++) {
      int bucket = dealt[hash + i & mask];
      if (live.contains(bucket)) {
        return bucket;
      }
    }
    return live.getFirst();
  }

  /** Hash values dealt out by Webster's method; none if more than 256 are needed. */
  private static int[] dealt(List<Bucket> buckets) {
    long total = 0;
    int least = 0xffff;
    for (Bucket bucket : buckets) {
      total += bucket.weight();
      least = bucket.weight() > 0 ? Math.min(least, bucket.weight()) : least;
    }
    long slots = total == 0 ? MOST_VALUES + 1L : (total + least - 1) / least;
    if (slots > MOST_VALUES) {
      return new int[0];
    }
    int values =
        Math.max(LEAST_VALUES, slots <= 1 ? 1 : Integer.highestOneBit((int) slots - 1) * 2);
    int[] dealt = new int[values];
    int[] divisors = new int[buckets.size()];
    for (int value = 0; value < values; value++) {
      int winner = 0;
      for (int i = 1; i < buckets.size(); i++) {
        if (claim(buckets, divisors, i) > claim(buckets, divisors, winner)) {
          winner = i;
        }
      }
      divisors[winner]++;
      dealt[value] = winner;
    }
    return dealt;
  }

  private static double claim(List<Bucket> buckets, int[] wins, int index) {
    return (double) buckets.get(index).weight() / (2 * wins[index] + 1);
  }

  /** A hash of fields, in the order of Open vSwitch's table of them. */
  private static int fieldHash(Packet packet, SelectionMethod method) {
    int hash = Hashes.of64(method.param());
    List<Match> inOrder =
        method.fields().stream()
            .filter(match -> !match.fields().isEmpty())
            .sorted(Comparator.comparingInt(match -> match.fields().getFirst().ordinal()))
            .toList();
    for (Match match : inOrder) {
      Field<?> field = match.fields().getFirst();
      if (packet.has(field)) {
        Bits mask = new Bits(match.high(field), match.low(field));
        hash = Hashes.bytes(FlowHash.octets(packet.get(field).and(mask), field.octets()), hash);
      }
    }
    return hash;
  }

  private static int best(GroupEntry group, List<Integer> live, int basis) {
    int best = live.getFirst();
    long bestScore = 0;
    for (int index : live) {
      Bucket bucket = group.buckets().get(index);
      int id = bucket.bucketId() == Bucket.NO_ID ? index : bucket.bucketId();
      long score = (Hashes.two(id, basis) & 0xffffL) * bucket.weight();
      if (score >= bestScore) {
        best = index;
        bestScore = score;
      }
    }
    return best;
  }
}
