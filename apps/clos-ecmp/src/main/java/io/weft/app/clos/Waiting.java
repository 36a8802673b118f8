package io.weft.app.clos;

import io.weft.core.network.ConnectPoint;
import io.weft.net.Bytes;
import io.weft.net.Ipv4Address;
import io.weft.net.packet.Arp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What waits for an address that nobody has been heard from yet: few packets for few addresses, the
 * newest, as in a host (RFC 1122, 2.3.2.2). One thread at a time.
 */
final class Waiting {
  private static final int MAX_ADDRESSES = 1024;
  private static final int MAX_EACH = 3;

  /** Something that waits. */
  sealed interface Item {
    /** A packet to be sent to the address. */
    record Packet(Bytes frame) implements Item {}

    /** Somebody who wants to know where the address is. */
    record Asker(ConnectPoint at, Arp request) implements Item {}
  }

  private final Map<Ipv4Address, List<Item>> byAddress = new LinkedHashMap<>();

  void add(Ipv4Address address, Item item) {
    List<Item> items = byAddress.computeIfAbsent(address, a -> new ArrayList<>());
    items.remove(item);
    items.add(item);
    if (items.size() > MAX_EACH) {
      items.removeFirst();
    }
    if (byAddress.size() > MAX_ADDRESSES) {
      byAddress.remove(byAddress.keySet().iterator().next());
    }
  }

  /** What has waited for an address, in the order in which it came; it does not wait any more. */
  List<Item> take(Ipv4Address address) {
    List<Item> items = byAddress.remove(address);
    return items == null ? List.of() : items;
  }
}
