package io.weft.core.control;

import io.weft.core.desired.Group;
import io.weft.core.desired.Rule;
import io.weft.openflow.action.Action;
import io.weft.openflow.action.Bucket;
import io.weft.openflow.action.ConntrackAction;
import io.weft.openflow.action.Instruction;
import io.weft.openflow.action.Learn;
import io.weft.openflow.action.NxAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;

/**
 * Other numbers for the tables that rules and groups speak of, wherever they do. What stays as it
 * is comes back as the same object.
 */
final class Renumbering {
  /** What {@code targets} says of a table that does not exist: packets go nowhere from there. */
  static final int NOWHERE = -1;

  private final IntUnaryOperator places;
  private final IntUnaryOperator targets;

  /**
   * @param places the number of a table that a rule is in
   * @param targets the number of a table that packets are sent to, or {@link #NOWHERE}
   */
  Renumbering(IntUnaryOperator places, IntUnaryOperator targets) {
    this.places = places;
    this.targets = targets;
  }

  Rule.Key key(Rule.Key key) {
    int table = places.applyAsInt(key.tableId());
    return table == key.tableId() ? key : new Rule.Key(table, key.priority(), key.match());
  }

  @SuppressWarnings("ReferenceEquality") // whether anything is another
  Rule rule(Rule rule) {
    Rule.Key key = key(rule.key());
    List<Instruction> instructions = map(rule.instructions(), this::instruction);
    return key == rule.key() && instructions == rule.instructions()
        ? rule
        : new Rule(key, rule.cookie(), instructions, rule.idleTimeout());
  }

  @SuppressWarnings("ReferenceEquality")
  Group group(Group group) {
    List<Bucket> buckets = map(group.buckets(), bucket -> Optional.of(bucket(bucket)));
    return buckets == group.buckets() ? group : new Group(group.id(), group.type(), buckets);
  }

  @SuppressWarnings("ReferenceEquality")
  private Bucket bucket(Bucket bucket) {
    List<Action> actions = map(bucket.actions(), this::action);
    return actions == bucket.actions()
        ? bucket
        : new Bucket(
            bucket.weight(),
            bucket.watchPort(),
            bucket.watchGroup(),
            actions,
            bucket.bucketId(),
            bucket.experimenters());
  }

  @SuppressWarnings("ReferenceEquality")
  private Optional<Instruction> instruction(Instruction instruction) {
    return switch (instruction) {
      case Instruction.GotoTable to -> target(to.tableId()).map(Instruction.GotoTable::new);
      case Instruction.ApplyActions apply -> {
        List<Action> actions = map(apply.actions(), this::action);
        yield Optional.of(
            actions == apply.actions() ? apply : new Instruction.ApplyActions(actions));
      }
      case Instruction.WriteActions write -> {
        List<Action> actions = map(write.actions(), this::action);
        yield Optional.of(
            actions == write.actions() ? write : new Instruction.WriteActions(actions));
      }
      case Instruction.Meter _,
          Instruction.ClearActions _,
          Instruction.WriteMetadata _,
          Instruction.StatTrigger _,
          Instruction.Unknown _ ->
          Optional.of(instruction);
    };
  }

  private Optional<Integer> target(int table) {
    int to = targets.applyAsInt(table);
    return to == NOWHERE ? Optional.empty() : Optional.of(to);
  }

  /** The actions of Open vSwitch that name tables; there are no others. */
  private Optional<Action> action(Action action) {
    return switch (action) {
      case NxAction.Resubmit(var inPort, int table) when table != NxAction.NO_TABLE ->
          target(table).map(to -> new NxAction.Resubmit(inPort, to));
      case NxAction.ResubmitCt(var inPort, int table) when table != NxAction.NO_TABLE ->
          target(table).map(to -> new NxAction.ResubmitCt(inPort, to));
      case NxAction.Clone(var actions) ->
          Optional.of(new NxAction.Clone(map(actions, this::action)));
      case ConntrackAction.Ct ct ->
          Optional.of(
              new ConntrackAction.Ct(
                  ct.flags(),
                  ct.zoneSource(),
                  ct.zone(),
                  ct.table() == NxAction.NO_TABLE
                      ? NxAction.NO_TABLE
                      : target(ct.table()).orElse(NxAction.NO_TABLE),
                  ct.alg(),
                  map(ct.actions(), this::action)));
      case Learn learn -> Optional.of(learn(learn));
      case Learn.Limited limited ->
          Optional.of(new Learn.Limited(learn(limited.learn()), limited.limit(), limited.result()));
      default -> Optional.of(action);
    };
  }

  private Learn learn(Learn learn) {
    return new Learn(
        learn.idleTimeout(),
        learn.hardTimeout(),
        learn.priority(),
        learn.cookie(),
        learn.flags(),
        places.applyAsInt(learn.tableId()),
        learn.finIdleTimeout(),
        learn.finHardTimeout(),
        learn.specs());
  }

  /** The same list if every element stays the same. */
  private static <T> List<T> map(List<T> list, Function<T, Optional<T>> change) {
    List<T> changed = new ArrayList<>(list.size());
    boolean isSame = true;
    for (T each : list) {
      Optional<T> now = change.apply(each);
      now.ifPresent(changed::add);
      isSame &= now.isPresent() && now.get().equals(each);
    }
    return isSame ? list : changed;
  }
}
