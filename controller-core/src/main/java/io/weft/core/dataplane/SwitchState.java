package io.weft.core.dataplane;

/** The parts of a switch that packets meet. */
record SwitchState(
    PipelineSettings settings,
    BucketChooser chooser,
    PortTable ports,
    FlowTables flows,
    GroupTable groups,
    MeterTable meters) {
  static SwitchState empty(PipelineSettings settings, BucketChooser chooser) {
    PortTable ports = new PortTable(settings.version());
    return new SwitchState(
        settings,
        chooser,
        ports,
        new FlowTables(settings),
        new GroupTable(ports),
        new MeterTable());
  }

  SwitchState copy() {
    PortTable itsPorts = ports.copy();
    return new SwitchState(
        settings, chooser, itsPorts, flows.copy(), groups.copy(itsPorts), meters.copy());
  }
}
