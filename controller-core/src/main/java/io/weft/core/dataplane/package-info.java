/**
 * What a switch does with a packet, as a model without network, clock or thread: time is passed in,
 * and what goes out comes back as values. It stands in for a switch wherever one must be asked: the
 * test kit's switch runs it, and a trace, a verification or a "what if" may run a copy.
 *
 * <pre>
 *  FlowMod, GroupMod --RuleCheck--> FlowTables, GroupTable --> FlowRemoved
 *                                       |
 *  frame, port, time --> Packet --> Traversal: tables, then action set --ActionExecutor--> PipelineOutput
 *                          |                                                 |
 *              FrameLayout, PacketField: where a field is          PortTable: up, live, counters
 * </pre>
 *
 * <p>Read {@link io.weft.core.dataplane.Pipeline} first. What the model does not have (meters,
 * queues, MPLS and PBB tags, NORMAL) is refused when it is installed, as an OpenFlow error.
 *
 * <p>Where the specification and Open vSwitch differ, the model does what the specification says
 * and refuses what either refuses, so that who passes here passes there:
 *
 * <ul>
 *   <li>a miss in a later table drops; Open vSwitch executes the action set that there is
 *   <li>a pushed tag is a copy of the one below; there it is zero
 *   <li>any number of tags is kept; there two
 *   <li>written actions must be consistent with the match; there only applied ones
 *   <li>an equal entry overlaps too if that is asked; there it is replaced
 *   <li>groups must exist when they are named, and be without loops; there anything goes
 *   <li>setting a field that the packet does not have does nothing; there a tag is added, and the
 *       port setters of OpenFlow 1.0 set type and code of ICMP
 * </ul>
 *
 * <p>A pipeline has one owner; nothing here may be called from two threads at once.
 */
@NullMarked
package io.weft.core.dataplane;

import org.jspecify.annotations.NullMarked;
