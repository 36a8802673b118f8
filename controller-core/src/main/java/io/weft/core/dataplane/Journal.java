package io.weft.core.dataplane;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** The steps of one run, if they are wanted. */
final class Journal {
  private final List<Step> steps = new ArrayList<>();
  private final boolean isKept;
  private int depth;

  Journal(boolean isKept) {
    this.isKept = isKept;
  }

  List<Step> steps() {
    return steps;
  }

  void add(IntFunction<Step> step) {
    if (isKept) {
      steps.add(step.apply(depth));
    }
  }

  void remark(String text) {
    add(at -> new Step.Remark(at, text));
  }

  void deeper() {
    depth++;
  }

  void higher() {
    depth--;
  }
}
