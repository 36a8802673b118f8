package io.weft.openflow.message;

import io.weft.openflow.match.FieldId;
import io.weft.openflow.match.Match;
import java.util.List;

/**
 * One thing that a table can do (OpenFlow 1.3.5, 7.3.5.5.2; 1.5.1, 7.3.5.18.2). Those called {@code
 * Miss} are about the entry that matches what no other entry does; a table whose entries all may do
 * the same does not have them.
 */
public sealed interface TableFeature {
  /** Instructions that entries may have. */
  record Instructions(List<TableFeatures.ElementId> ids) implements TableFeature {
    public Instructions {
      ids = List.copyOf(ids);
    }
  }

  /** {@link Instructions} of the entry that misses. */
  record InstructionsMiss(List<TableFeatures.ElementId> ids) implements TableFeature {
    public InstructionsMiss {
      ids = List.copyOf(ids);
    }
  }

  /** Tables that entries may go on to, 0 to 254 each. */
  record NextTables(List<Integer> tables) implements TableFeature {
    public NextTables {
      tables = List.copyOf(tables);
    }
  }

  /** {@link NextTables} of the entry that misses. */
  record NextTablesMiss(List<Integer> tables) implements TableFeature {
    public NextTablesMiss {
      tables = List.copyOf(tables);
    }
  }

  /** Actions that entries may write to the action set. */
  record WriteActions(List<TableFeatures.ElementId> ids) implements TableFeature {
    public WriteActions {
      ids = List.copyOf(ids);
    }
  }

  /** {@link WriteActions} of the entry that misses. */
  record WriteActionsMiss(List<TableFeatures.ElementId> ids) implements TableFeature {
    public WriteActionsMiss {
      ids = List.copyOf(ids);
    }
  }

  /** Actions that entries may apply. */
  record ApplyActions(List<TableFeatures.ElementId> ids) implements TableFeature {
    public ApplyActions {
      ids = List.copyOf(ids);
    }
  }

  /** {@link ApplyActions} of the entry that misses. */
  record ApplyActionsMiss(List<TableFeatures.ElementId> ids) implements TableFeature {
    public ApplyActionsMiss {
      ids = List.copyOf(ids);
    }
  }

  /** Fields that entries may match; with the mask bit if by mask. */
  record MatchFields(List<FieldId> fields) implements TableFeature {
    public MatchFields {
      fields = List.copyOf(fields);
    }
  }

  /** Fields that entries may leave out. */
  record Wildcards(List<FieldId> fields) implements TableFeature {
    public Wildcards {
      fields = List.copyOf(fields);
    }
  }

  /** Fields that may be set by actions in the action set. */
  record WriteSetFields(List<FieldId> fields) implements TableFeature {
    public WriteSetFields {
      fields = List.copyOf(fields);
    }
  }

  /** {@link WriteSetFields} of the entry that misses. */
  record WriteSetFieldsMiss(List<FieldId> fields) implements TableFeature {
    public WriteSetFieldsMiss {
      fields = List.copyOf(fields);
    }
  }

  /** Fields that may be set by applied actions. */
  record ApplySetFields(List<FieldId> fields) implements TableFeature {
    public ApplySetFields {
      fields = List.copyOf(fields);
    }
  }

  /** {@link ApplySetFields} of the entry that misses. */
  record ApplySetFieldsMiss(List<FieldId> fields) implements TableFeature {
    public ApplySetFieldsMiss {
      fields = List.copyOf(fields);
    }
  }

  /** Tables whose entries this one follows, 0 to 254 each; since OpenFlow 1.4. */
  record TableSyncFrom(List<Integer> tables) implements TableFeature {
    public TableSyncFrom {
      tables = List.copyOf(tables);
    }
  }

  /** Fields that may be copied to by the action set; since OpenFlow 1.5. */
  record WriteCopyFields(List<FieldId> fields) implements TableFeature {
    public WriteCopyFields {
      fields = List.copyOf(fields);
    }
  }

  /** {@link WriteCopyFields} of the entry that misses. */
  record WriteCopyFieldsMiss(List<FieldId> fields) implements TableFeature {
    public WriteCopyFieldsMiss {
      fields = List.copyOf(fields);
    }
  }

  /** Fields that may be copied to by applied actions; since OpenFlow 1.5. */
  record ApplyCopyFields(List<FieldId> fields) implements TableFeature {
    public ApplyCopyFields {
      fields = List.copyOf(fields);
    }
  }

  /** {@link ApplyCopyFields} of the entry that misses. */
  record ApplyCopyFieldsMiss(List<FieldId> fields) implements TableFeature {
    public ApplyCopyFieldsMiss {
      fields = List.copyOf(fields);
    }
  }

  /**
   * Types of packets that the table takes; since OpenFlow 1.5.
   *
   * @param types one field each, the packet type
   */
  record PacketTypes(List<Match> types) implements TableFeature {
    public PacketTypes {
      types = List.copyOf(types);
      for (Match type : types) {
        if (type.fields().size() + type.unknown().size() != 1) {
          throw new IllegalArgumentException("packet type '" + type + "', expected one field");
        }
      }
    }
  }

  /** A property that no row reads; written back as it came. */
  record Unknown(UnknownProperty property) implements TableFeature, UnknownProperty.Kept {}
}
