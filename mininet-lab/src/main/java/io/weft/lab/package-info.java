/**
 * Emulated networks that the controller is tried on: real switches (Open vSwitch), real hosts
 * (network namespaces of Mininet), the real controller process, everything between the two of them
 * on record.
 *
 * <pre>
 * topologies/NAME/expected --Topology--> Check --commands--> Lab --JSON lines--> Sandbox (lab/*.py)
 *                                          ^                                       | Mininet, Open vSwitch
 *                                          +-- messages counted -- OpenFlowCapture | controller, tcpdump
 * Demo (a person's view) and LabTest (JUnit's view) run the same checks.
 * </pre>
 *
 * Read {@link io.weft.lab.Lab} first.
 */
@NullMarked
package io.weft.lab;

import org.jspecify.annotations.NullMarked;
