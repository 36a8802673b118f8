package io.weft.ctl;

import io.weft.api.v1.Kind;
import io.weft.api.v1.WatchRequest;
import io.weft.api.v1.WatchResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weft ctl watch}: changes as they happen. */
@Command(
    name = "watch",
    description = "Show what there is, and then every change, until interrupted.",
    sortOptions = false)
final class Watch extends Call {
  /** What can be watched. */
  enum What {
    switches,
    ports,
    links,
    hosts,
    rules,
    groups,
    apps
  }

  @Parameters(
      arity = "0..*",
      paramLabel = "WHAT",
      description = "Any of: ${COMPLETION-CANDIDATES}. Without: all but rules and groups.")
  private List<What> what = new ArrayList<>();

  @Option(names = "--switch", paramLabel = "DPID", description = "Only what is of this switch.")
  private String only = "";

  @Option(names = "--count", paramLabel = "N", description = "End after so many lines.")
  private long count = Long.MAX_VALUE;

  @Override
  void run(Controller controller) throws CallException {
    WatchRequest.Builder request = WatchRequest.newBuilder().setSwitch(only);
    what.forEach(each -> request.addKinds(Kind.valueOf(each.name().toUpperCase(Locale.ROOT))));
    try (Controller.Answers<WatchResponse> answers =
        controller.watch("weft.v1.WatchService/Watch", request.build(), WatchResponse.parser())) {
      Optional<WatchResponse> next = answers.next();
      for (long lines = 1; next.isPresent(); lines++) {
        out().println(isJson() ? Output.jsonLine(next.get()) : text(next.get()));
        out().flush();
        if (lines >= count) {
          return;
        }
        next = answers.next();
      }
    }
  }

  private static String text(WatchResponse message) {
    return switch (message.getWhatCase()) {
      case CHANGE ->
          switch (message.getChange().getType()) {
                case ADDED -> "+ ";
                case REMOVED -> "- ";
                case CHANGED, TYPE_UNSPECIFIED, UNRECOGNIZED -> "~ ";
              }
              + Texts.of(message.getChange());
      case SYNCED -> "= that is all there is; now what changes";
      case LOST -> "! " + message.getLost().getChanges() + " changes were lost, too slow; all anew";
      case WHAT_NOT_SET -> "? something that this version of weft ctl does not know";
    };
  }
}
