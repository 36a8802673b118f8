package io.weft.openflow.message;

import io.weft.openflow.notation.NotationException;
import io.weft.openflow.notation.RecordText;
import io.weft.openflow.notation.Token;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Messages as one line of text and back: those that {@code ovs-ofctl} has a notation for in that,
 * the others by their components ({@link RecordText}). The type stands beside the text, by its name
 * in the specification without {@code OFPT_}.
 */
public final class MessageText {
  private static final String PREFIX = "OFPT_";

  /**
   * Records that are not called as their type is; several may be one type in different versions.
   */
  private static final Map<String, String> OTHER_NAMES =
      Map.of(
          "ErrorMessage", "ERROR",
          "AsyncRequest", "GET_ASYNC_REQUEST",
          "AsyncReply", "GET_ASYNC_REPLY",
          "AsyncMasksReply", "GET_ASYNC_REPLY",
          "SetAsyncMasks", "SET_ASYNC",
          "RequestForward", "REQUESTFORWARD",
          "BundleAdd", "BUNDLE_ADD_MESSAGE");

  /** Names that types had in earlier versions. */
  private static final Map<String, String> OLD_NAMES =
      Map.of(
          "STATS_REQUEST", "MULTIPART_REQUEST",
          "STATS_REPLY", "MULTIPART_REPLY",
          "VENDOR", "EXPERIMENTER");

  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  private static final Map<String, List<Class<? extends Record>>> TYPES = new LinkedHashMap<>();
  private static final Map<Class<?>, String> NAMES = new LinkedHashMap<>();

  static {
    addMembers(OfMessage.class);
  }

  private MessageText() {}

  private static void addMembers(Class<?> type) {
    Class<?>[] members = type.getPermittedSubclasses();
    if (members != null) {
      for (Class<?> member : members) {
        addMembers(member);
      }
    } else if (!NAMES.containsKey(type)) {
      String record = type.getSimpleName();
      String name =
          OTHER_NAMES.getOrDefault(
              record, HUMP.matcher(record).replaceAll("_").toUpperCase(Locale.ROOT));
      NAMES.put(type, name);
      TYPES.computeIfAbsent(name, n -> new ArrayList<>(1)).add(type.asSubclass(Record.class));
    }
  }

  /** The name of its type, such as {@code FLOW_MOD}; of an extension, the name of its record. */
  public static String typeName(OfMessage message) {
    return NAMES.getOrDefault(message.getClass(), "");
  }

  /** The name of a type of message, as that of its messages; empty if it is none. */
  public static String typeName(Class<?> type) {
    return NAMES.getOrDefault(type, "");
  }

  /** Without the type's name; empty for a message that is nothing but its type. */
  public static String print(OfMessage message) {
    return RecordText.print((Record) message);
  }

  /**
   * Parses what {@link #print} prints.
   *
   * @param typeName as of {@link #typeName}, in any case, with or without {@code OFPT_}, or that of
   *     an earlier version such as STATS_REQUEST
   * @throws io.weft.openflow.notation.NotationException naming the column and what was expected
   */
  public static OfMessage parse(String typeName, String text) {
    return parse(new Token(typeName, 1), new Token(text, 1));
  }

  /** Parses pieces of a larger text. */
  public static OfMessage parse(Token typeName, Token text) {
    List<Class<? extends Record>> types = TYPES.get(canonical(typeName.text()));
    if (types == null) {
      throw typeName.expected("a type of message, such as FLOW_MOD");
    }
    Optional<NotationException> furthest = Optional.empty();
    for (Class<? extends Record> type : types) {
      try {
        return (OfMessage) RecordText.parse(type, text);
      } catch (NotationException e) {
        furthest =
            furthest.isEmpty() || e.column() > furthest.get().column() ? Optional.of(e) : furthest;
      }
    }
    throw furthest.orElseThrow();
  }

  /** Whether {@link #parse} takes this for the name of a type. */
  public static boolean isTypeName(String name) {
    return TYPES.containsKey(canonical(name));
  }

  private static String canonical(String typeName) {
    String upper = typeName.toUpperCase(Locale.ROOT);
    String name = upper.startsWith(PREFIX) ? upper.substring(PREFIX.length()) : upper;
    return OLD_NAMES.getOrDefault(name, name);
  }
}
