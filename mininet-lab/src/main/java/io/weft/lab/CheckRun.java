package io.weft.lab;

import io.weft.lab.capture.CaptureException;
import io.weft.lab.check.Check;
import io.weft.lab.check.Result;

/**
 * Runs a check so that whatever goes wrong is a result that did not hold, with the switches' tables
 * beside it.
 */
final class CheckRun {
  private CheckRun() {}

  static Result of(Lab lab, Check check) {
    Result result;
    try {
      result = check.run(lab);
    } catch (LabException | CaptureException e) {
      result = new Result(false, String.valueOf(e.getMessage()));
    }
    if (!result.held()) {
      saveDump(lab, check.name());
    }
    return result;
  }

  private static void saveDump(Lab lab, String name) {
    try {
      lab.saveDump("failed-" + name.replaceAll("[^a-zA-Z0-9]+", "-"));
    } catch (LabException e) {
      // The lab itself has ended; its logs are what there is.
    }
  }
}
