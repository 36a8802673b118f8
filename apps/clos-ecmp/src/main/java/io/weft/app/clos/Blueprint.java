package io.weft.app.clos;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weft.net.DatapathId;
import io.weft.net.Ipv4Address;
import io.weft.net.Ipv4Prefix;
import io.weft.net.MacAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the fabric is to be: the section {@code apps.closEcmp} of the configuration.
 *
 * @param gatewayMac of the gateways, the same at every leaf
 * @param tiers from the leaves, to which hosts are attached, upwards; two to four
 * @param subnets of the hosts
 */
public record Blueprint(MacAddress gatewayMac, List<Tier> tiers, List<Subnet> subnets) {
  private static final MacAddress GATEWAY_MAC = MacAddress.parse("02:57:45:46:54:01");

  /** A leaf's number is the id of a VLAN (IEEE 802.1Q, 9.6). */
  private static final int MAX_LEAVES = 4094;

  private static final int MAX_TIERS = 4;

  /**
   * Switches with the same task.
   *
   * @param name for people
   * @param switches their datapath ids; a leaf's number is its place in the list, so new ones come
   *     last
   */
  public record Tier(String name, List<DatapathRange> switches) {
    public Tier {
      switches = List.copyOf(switches);
      if (switches.isEmpty()) {
        throw new IllegalArgumentException("switches: expected at least one");
      }
    }

    ImmutableList<DatapathId> all() {
      return switches.stream()
          .flatMap(range -> range.all().stream())
          .collect(ImmutableList.toImmutableList());
    }
  }

  /**
   * Addresses of hosts.
   *
   * @param gateway the address that the hosts send to what is in no subnet of theirs
   * @param leaves where its hosts are; all leaves if none is named
   */
  public record Subnet(Ipv4Prefix prefix, Ipv4Address gateway, List<DatapathRange> leaves) {
    public Subnet {
      leaves = List.copyOf(leaves);
      if (prefix.length() > 30) {
        throw new IllegalArgumentException(
            "prefix: " + prefix + " has no room for a gateway and a host; expected up to /30");
      }
      if (!prefix.contains(gateway) || gateway.equals(prefix.address())) {
        throw new IllegalArgumentException(
            "gateway: " + gateway + " is no address of a host in " + prefix);
      }
    }
  }

  /** The defaults of what is left out. */
  Blueprint() {
    this(GATEWAY_MAC, List.of(), List.of());
  }

  public Blueprint {
    tiers = List.copyOf(tiers);
    subnets = List.copyOf(subnets);
    if (gatewayMac.isMulticast()) {
      throw new IllegalArgumentException("gatewayMac: " + gatewayMac + " is that of a group");
    }
    // Without tiers it is the blueprint of nothing: what a file means that does not have it.
    if (!tiers.isEmpty()) {
      checkTiers(tiers);
      checkSubnets(tiers.getFirst(), subnets);
    } else if (!subnets.isEmpty()) {
      throw new IllegalArgumentException("subnets: expected tiers too");
    }
  }

  private static void checkTiers(List<Tier> tiers) {
    if (tiers.size() < 2 || tiers.size() > MAX_TIERS) {
      throw new IllegalArgumentException(
          "tiers: expected two to " + MAX_TIERS + ", found " + tiers.size());
    }
    Map<DatapathId, String> claimed = new LinkedHashMap<>();
    for (int i = 0; i < tiers.size(); i++) {
      String key = "tiers[" + i + "].switches";
      for (DatapathId dpid : tiers.get(i).all()) {
        String before = claimed.putIfAbsent(dpid, key);
        if (before != null) {
          throw new IllegalArgumentException(key + ": " + dpid + " is in " + before + " too");
        }
      }
    }
    if (tiers.getFirst().all().size() > MAX_LEAVES) {
      throw new IllegalArgumentException("tiers[0].switches: more than " + MAX_LEAVES + " leaves");
    }
  }

  private static void checkSubnets(Tier leaves, List<Subnet> subnets) {
    List<DatapathId> known = leaves.all();
    for (int i = 0; i < subnets.size(); i++) {
      Subnet subnet = subnets.get(i);
      for (int before = 0; before < i; before++) {
        Ipv4Prefix other = subnets.get(before).prefix;
        if (subnet.prefix.overlaps(other)) {
          throw new IllegalArgumentException(
              "subnets[%d].prefix: %s overlaps %s of subnets[%d]"
                  .formatted(i, subnet.prefix, other, before));
        }
      }
      for (DatapathRange range : subnet.leaves) {
        for (DatapathId leaf : range.all()) {
          if (!known.contains(leaf)) {
            throw new IllegalArgumentException(
                "subnets[%d].leaves: %s is no switch of tier %s".formatted(i, leaf, leaves.name()));
          }
        }
      }
    }
  }

  /** The leaves in the order of their numbers, which begin with 1. */
  ImmutableList<DatapathId> leaves() {
    return tiers.isEmpty() ? ImmutableList.of() : tiers.getFirst().all();
  }

  /** Each switch's tier, 0 for the leaves. */
  ImmutableMap<DatapathId, Integer> tierOf() {
    ImmutableMap.Builder<DatapathId, Integer> tierOf = ImmutableMap.builder();
    for (int tier = 0; tier < tiers.size(); tier++) {
      for (DatapathId dpid : tiers.get(tier).all()) {
        tierOf.put(dpid, tier);
      }
    }
    return tierOf.buildOrThrow();
  }

  /** The leaves that have hosts of a subnet. */
  ImmutableList<DatapathId> leavesOf(Subnet subnet) {
    if (subnet.leaves.isEmpty()) {
      return leaves();
    }
    List<DatapathId> all = new ArrayList<>();
    subnet.leaves.forEach(range -> all.addAll(range.all()));
    return all.stream().distinct().collect(ImmutableList.toImmutableList());
  }

  /** The subnet that an address is in. */
  Optional<Subnet> subnetOf(Ipv4Address address) {
    return subnets.stream().filter(subnet -> subnet.prefix.contains(address)).findFirst();
  }
}
