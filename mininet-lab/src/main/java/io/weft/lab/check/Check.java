package io.weft.lab.check;

import io.weft.lab.Lab;

/** One thing that must hold on a running lab. */
public interface Check {
  /** What is checked, for a person: "first reply of two new hosts". */
  String name();

  /** What must be measured for it to hold: "at most 100 ms". */
  String bar();

  /** Does it to the lab and measures. A LabException means that it could not be done. */
  Result run(Lab lab);
}
