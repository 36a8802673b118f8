package io.weft.openflow.action;

import io.weft.net.Bytes;
import io.weft.openflow.notation.Scanner;
import io.weft.openflow.notation.Token;
import java.util.ArrayList;
import java.util.List;

/** Parses {@code encap(...)} and {@code decap(...)}. */
final class HeaderParser {
  private HeaderParser() {}

  static Action encap(Token arguments) {
    Scanner in = new Scanner(arguments);
    if (!in.hasMore()) {
      throw arguments.expected("ethernet, nsh, mpls or mpls_mc");
    }
    Scanner.Item item = in.item();
    int packetType =
        switch (item.name().text()) {
          case "ethernet" -> HeaderAction.ETHERNET;
          case "nsh" -> HeaderAction.NSH;
          case "mpls" -> HeaderAction.MPLS;
          case "mpls_mc" -> HeaderAction.MPLS_MULTICAST;
          default -> throw item.name().expected("ethernet, nsh, mpls or mpls_mc");
        };
    List<HeaderAction.Property> properties = new ArrayList<>();
    Scanner inside = new Scanner(item.value());
    while (inside.hasMore()) {
      properties.add(property(inside.item()));
    }
    return new HeaderAction.Encap(0, packetType, properties);
  }

  private static HeaderAction.Property property(Scanner.Item item) {
    return switch (item.name().text()) {
      case "md_type" -> mdType(item.required());
      case "tlv" -> tlv(item.required());
      default -> throw item.name().expected("md_type= or tlv(class,type,value)");
    };
  }

  private static HeaderAction.Property mdType(Token value) {
    int mdType = value.u8();
    if (mdType < 1 || mdType > 2) {
      throw value.expected("1 or 2");
    }
    return new HeaderAction.Property.NshMdType(mdType);
  }

  private static HeaderAction.Property tlv(Token parts) {
    int tlvClass = parts.before(",").u16();
    Token rest = parts.after(",");
    int tlvType = rest.before(",").u8();
    Token value = rest.after(",");
    if (!value.text().startsWith("0x")) {
      throw value.expected("0x and hexadecimal digits");
    }
    Token digits = value.after("0x");
    String even = digits.text().length() % 2 == 0 ? digits.text() : "0" + digits.text();
    Bytes octets = digits.as(text -> Bytes.parse(even));
    return digits.as(text -> new HeaderAction.Property.NshTlv(tlvClass, tlvType, octets));
  }

  static Action decap(Token arguments) {
    Scanner in = new Scanner(arguments);
    if (!in.hasMore()) {
      return new HeaderAction.Decap(HeaderAction.NEXT_PROTOCOL);
    }
    Scanner.Item item = in.item();
    if (!item.name().is("packet_type")) {
      throw item.name().expected("packet_type(ns=...,type=...)");
    }
    int namespace = -1;
    int type = -1;
    Scanner inside = new Scanner(item.value());
    while (inside.hasMore()) {
      Scanner.Item part = inside.item();
      switch (part.name().text()) {
        case "ns" -> namespace = part.required().u16();
        case "type" -> type = part.required().u16();
        default -> throw part.name().expected("ns= or type=");
      }
    }
    if (namespace < 0 || type < 0) {
      throw item.value().expected("ns= and type=");
    }
    return new HeaderAction.Decap(namespace << 16 | type);
  }
}
