package io.weft.openflow.action;

import io.weft.net.PortNo;
import io.weft.openflow.notation.NotationException;
import io.weft.openflow.notation.Scanner;
import io.weft.openflow.notation.Token;
import java.util.Optional;

/** The notation of {@code sample(...)}, and what its four forms have in common. */
final class SampleText {
  private static final long MAX = 0xffff_ffffL;

  private SampleText() {}

  static void check(int probability, long collectorSetId, long obsDomainId, long obsPointId) {
    Range.check("probability", probability, 0xffff);
    Range.check("collector_set_id", collectorSetId, MAX);
    Range.check("obs_domain_id", obsDomainId, MAX);
    Range.check("obs_point_id", obsPointId, MAX);
    if (probability == 0) {
      throw new IllegalArgumentException("probability is 0, must be 1 to 65535");
    }
  }

  static void check(Optional<Subfield> source, long id) {
    if (source.isPresent() && (id != 0 || source.get().bits() > 32)) {
      throw new IllegalArgumentException(
          source.get() + " must have at most 32 bits and no id beside it");
    }
  }

  static String print(
      int probability,
      long collectorSetId,
      String obsDomain,
      String obsPoint,
      PortNo samplingPort,
      NxAction.Direction direction) {
    String port = samplingPort.equals(PortNo.ANY) ? "" : ",sampling_port=" + samplingPort;
    String way =
        switch (direction) {
          case DEFAULT -> "";
          case INGRESS -> ",ingress";
          case EGRESS -> ",egress";
        };
    return "sample(probability=%d,collector_set_id=%d,obs_domain_id=%s,obs_point_id=%s%s%s)"
        .formatted(probability, collectorSetId, obsDomain, obsPoint, port, way);
  }

  /** An id or the field that it comes from. */
  private record Source(Optional<Subfield> field, long id) {
    static final Source ZERO = new Source(Optional.empty(), 0);

    static Source parse(Token value) {
      boolean isNumber = Character.isDigit(value.text().charAt(0));
      return isNumber
          ? new Source(Optional.empty(), value.number(32))
          : new Source(Optional.of(Subfield.parse(value)), 0);
    }
  }

  /** The oldest form that says it. */
  static Action parse(Token arguments) {
    int probability = 0;
    long collectorSetId = 0;
    Source domain = Source.ZERO;
    Source point = Source.ZERO;
    PortNo samplingPort = PortNo.ANY;
    NxAction.Direction direction = NxAction.Direction.DEFAULT;
    Scanner in = new Scanner(arguments);
    while (in.hasMore()) {
      Scanner.Item item = in.item();
      switch (item.name().text()) {
        case "probability" -> probability = item.required().u16();
        case "collector_set_id" -> collectorSetId = item.required().number(32);
        case "obs_domain_id" -> domain = Source.parse(item.required());
        case "obs_point_id" -> point = Source.parse(item.required());
        case "sampling_port" -> samplingPort = item.required().as(PortNo::parse);
        case "ingress" -> direction = NxAction.Direction.INGRESS;
        case "egress" -> direction = NxAction.Direction.EGRESS;
        default ->
            throw item.name()
                .expected(
                    "probability=, collector_set_id=, obs_domain_id=, obs_point_id=,"
                        + " sampling_port=, ingress or egress");
      }
    }
    if (probability == 0) {
      throw new NotationException(arguments.column(), "expected probability= of 1 to 65535");
    }
    if (domain.field.isPresent() || point.field.isPresent()) {
      return new NxAction.Sample4(
          probability,
          collectorSetId,
          domain.field,
          domain.id,
          point.field,
          point.id,
          samplingPort,
          direction);
    }
    if (direction != NxAction.Direction.DEFAULT) {
      return new NxAction.Sample3(
          probability, collectorSetId, domain.id, point.id, samplingPort, direction);
    }
    return samplingPort.equals(PortNo.ANY)
        ? new NxAction.Sample(probability, collectorSetId, domain.id, point.id)
        : new NxAction.Sample2(probability, collectorSetId, domain.id, point.id, samplingPort);
  }
}
