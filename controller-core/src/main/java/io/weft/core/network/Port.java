package io.weft.core.network;

import io.weft.openflow.message.PortDesc;

/** A port with what discovery made of it. */
public record Port(PortDesc desc, PortRole role) {
  public boolean isEdge() {
    return role == PortRole.EDGE;
  }

  Port withRole(PortRole newRole) {
    return role == newRole ? this : new Port(desc, newRole);
  }
}
