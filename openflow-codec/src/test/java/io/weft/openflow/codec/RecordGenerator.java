package io.weft.openflow.codec;

import io.weft.net.Bytes;
import io.weft.net.DatapathId;
import io.weft.net.Ipv4Address;
import io.weft.net.Ipv6Address;
import io.weft.net.MacAddress;
import io.weft.net.PortNo;
import io.weft.openflow.EncodeException;
import io.weft.openflow.Generator;
import io.weft.openflow.OfError;
import io.weft.openflow.OfVersion;
import io.weft.openflow.PortsGenerator;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.action.Subfield;
import io.weft.openflow.match.Field;
import io.weft.openflow.match.FieldId;
import io.weft.openflow.match.Match;
import io.weft.openflow.message.BufferId;
import io.weft.openflow.message.Elapsed;
import io.weft.openflow.message.FlowMod;
import io.weft.openflow.message.FlowMultipart.FlowEntry;
import io.weft.openflow.message.FlowMultipart.FlowStatsRequest;
import io.weft.openflow.message.GroupMod;
import io.weft.openflow.message.OfMessage;
import io.weft.openflow.message.PacketIn;
import io.weft.openflow.message.PortDesc;
import io.weft.openflow.message.TableFeatures;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Makes values of any record by its components, the same ones for the same seed. It knows no
 * ranges: what a record's constructor or the codec refuses is made again, by the caller.
 */
final class RecordGenerator {
  private static final int MAX_DEPTH = 6;

  /** A value that cannot be made so deep, or that its record refused. */
  static final class Refused extends RuntimeException {
    Refused(String message) {
      super(message, null, false, false);
    }
  }

  private final Random random;
  private final OfVersion version;
  private final Generator values;

  RecordGenerator(long seed, OfVersion version) {
    this.random = new Random(seed);
    this.version = version;
    this.values = new Generator(seed, version);
  }

  /** A record, or one of the records of a sealed family. */
  <T> T make(Class<T> type) {
    return type.cast(value(type, 0));
  }

  private boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  private Object value(Type type, int depth) {
    if (depth > MAX_DEPTH) {
      throw new Refused("too deep");
    }
    if (type instanceof ParameterizedType generic) {
      return collection(generic, depth);
    }
    Class<?> raw = (Class<?>) type;
    // spotless:off
    if (raw == int.class || raw == Integer.class)      { return number(); }
    if (raw == long.class || raw == Long.class)        { return longNumber(); }
    if (raw == boolean.class || raw == Boolean.class)  { return random.nextBoolean(); }
    if (raw == String.class)      { return values.word(12); }
    if (raw == Bytes.class)       { return values.bytes(oneIn(2) ? 8 * random.nextInt(3) : random.nextInt(20)); }
    if (raw == Elapsed.class)    { return oneIn(4) ? Elapsed.NONE : oneIn(4) ? new Elapsed(values.u32(), values.u32()) : values.lifetime(); }
    if (raw == PortNo.class)      { return oneIn(4) ? PortNo.ANY : oneIn(4) ? PortNo.LOCAL : values.port(); }
    if (raw == MacAddress.class)  { return values.mac(); }
    if (raw == Ipv4Address.class) { return values.ipv4(); }
    if (raw == Ipv6Address.class) { return new Ipv6Address(random.nextLong(), random.nextLong()); }
    if (raw == DatapathId.class)  { return values.datapathId(); }
    if (raw == BufferId.class)    { return values.bufferId(); }
    if (raw == FieldId.class)     { return fieldId(); }
    if (raw == FlowMod.class && oneIn(2))   { return values.flowMod(); }
    if (raw == GroupMod.class && oneIn(2))  { return values.groupMod(); }
    if (raw == FlowEntry.class && oneIn(2)) { return values.flowEntry(); }
    if (raw == FlowStatsRequest.class && oneIn(2)) { return oneIn(2) ? values.flowStatsRequest() : values.nxFlowStatsRequest(); }
    if (raw == TableFeatures.class) { return ports().tableFeatures(); }
    if (raw == PortDesc.class)    { return ports().port(); }
    if (raw == Match.class)       { return oneIn(3) ? Match.ANY : values.match(); }
    if (raw == Field.class)       { return values.field(); }
    if (raw == PacketIn.class && oneIn(2))  { return packetIn(); }
    if (raw == OfMessage.class && oneIn(2)) { return values.groupMod(); } // most can be in no other
    if (raw == OfError.class)     { return values.error(); }
    if (raw == Action.class)      { return action(depth); }
    if (raw == Subfield.class)    { return subfield(); }
    if (raw == Action.PushVlan.class) { return new Action.PushVlan(oneIn(2) ? 0x8100 : 0x88a8); }
    if (raw == Action.PushMpls.class) { return new Action.PushMpls(oneIn(2) ? 0x8847 : 0x8848); }
    if (raw == Instruction.class) { return oneOf(values.instructions()); }
    // spotless:on
    if (raw.isEnum()) {
      return oneOf(List.of(raw.getEnumConstants()));
    }
    if (raw.isSealed()) {
      return value(oneOf(List.of(raw.getPermittedSubclasses())), depth);
    }
    return record(raw, depth);
  }

  /** As OpenFlow 1.0 has them, with nothing but the port. */
  private PacketIn packetIn() {
    Match match = Match.of(Field.IN_PORT, values.port());
    return new PacketIn(values.bufferId(), values.u16(), values.u8(), 0, 0, match, values.bytes(9));
  }

  private <T> T oneOf(List<T> choices) {
    if (choices.isEmpty()) {
      throw new Refused("nothing to choose from");
    }
    return choices.get(random.nextInt(choices.size()));
  }

  /** By mask or not. */
  private FieldId fieldId() {
    FieldId id = ports().fieldId();
    return oneIn(4) && id.length() < 0x7f ? id.masked() : id;
  }

  private PortsGenerator ports() {
    return new PortsGenerator(random.nextLong(), version);
  }

  /** Of few bits, so that another is often of as many. */
  private Subfield subfield() {
    Field<?> field = values.field();
    int bits = Math.min(oneIn(4) ? 16 : 1 + random.nextInt(4), field.width());
    return new Subfield(field, random.nextInt(field.width() - bits + 1), bits);
  }

  private int number() {
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> 0;
      case 3, 4 -> random.nextInt(4);
      case 5, 6 -> random.nextInt(0x100);
      case 7, 8 -> random.nextInt(0x10000);
      case 9 -> -1 - random.nextInt(4); // such as all groups, any group
      default -> random.nextInt();
    };
  }

  private long longNumber() {
    return switch (random.nextInt(5)) {
      case 0, 1 -> 0;
      case 2 -> random.nextInt(0x10000);
      case 3 -> Integer.toUnsignedLong(random.nextInt());
      default -> random.nextLong();
    };
  }

  private Object collection(ParameterizedType type, int depth) {
    Type element = type.getActualTypeArguments()[0];
    if (type.getRawType() == Field.class) {
      return values.field();
    }
    if (type.getRawType() == Optional.class) {
      return oneIn(2) ? Optional.empty() : Optional.of(value(element, depth + 1));
    }
    if (element == Instruction.class) {
      return values.instructions();
    }
    List<Object> elements = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      elements.add(value(element, depth + 1));
    }
    return type.getRawType() == Set.class ? new HashSet<>(elements) : elements;
  }

  /** An action that the version has and that is read as it was written. */
  private Action action(int depth) {
    String refusal = "";
    for (int attempt = 0; attempt < 30; attempt++) {
      try {
        Action action =
            oneIn(2)
                ? values.action()
                : (Action) value(oneOf(List.of(Action.class.getPermittedSubclasses())), depth + 1);
        List<Action> list = List.of(action);
        String hex = Frames.written(version, out -> Actions.write(list, out));
        if (Actions.read(Frames.reader(version, hex)).equals(list)) {
          return action;
        }
      } catch (RuntimeException e) {
        refusal = String.valueOf(e.getMessage());
      }
    }
    throw new Refused("no action; the last: " + refusal);
  }

  private Object record(Class<?> type, int depth) {
    if (!type.isRecord()) {
      throw new IllegalArgumentException("no way to make a " + type);
    }
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] parts = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      parts[i] = value(components[i].getGenericType(), depth + 1);
    }
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(parts);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException
          || e.getCause() instanceof EncodeException) {
        throw new Refused(String.valueOf(e.getCause().getMessage()));
      }
      throw new IllegalStateException(type + " of " + List.of(parts), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no constructor of " + type, e);
    }
  }
}
