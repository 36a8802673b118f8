/**
 * What a switch does with a packet, as a model without network, clock or thread: time is passed in,
 * and what goes out comes back as values. It stands in for a switch wherever one must be asked: the
 * test kit's switch runs it, and a trace, a verification or a "what if" may run a copy.
 *
 * <pre>
 *  FlowMod, GroupMod, MeterMod --RuleCheck, ActionCheck--> FlowTables, GroupTable, MeterTable --> FlowRemoved
 *                                                              |          (SwitchState)
 *  frame, port, time --> Packet --> Traversal: lookups <--> ActionExecutor, PacketEditor --> Run --> PipelineOutput
 *                          |          and action set                                          |
 *              FrameLayout, PacketField: where a field is                       Journal --> Explanation
 * </pre>
 *
 * <p>Read {@link io.weft.core.dataplane.Pipeline} first. The model does what Open vSwitch 3.1 does,
 * which thousands of random pipelines and frames show beside {@code ofproto/trace} and the frames
 * that the real switch sends (the test kit's OvsTraceTest, which lists what it leaves out). Where
 * the specification has it otherwise:
 *
 * <ul>
 *   <li>a miss in a later table ends the tables, and the action set that there is is executed
 *   <li>a pushed tag is zero, not a copy of the one below; a third tag pushes the innermost out
 *   <li>a pushed label is explicit null with the class and TTL of the IP packet
 *   <li>setting a VLAN id adds a tag where there is none; the port setters of OpenFlow 1.0 set type
 *       and code of ICMP
 *   <li>a field that a packet lacks is zero, should a header be cut short; ports of fragments too
 *   <li>a used-up TTL ends the entry, not the packet: the action set is still executed
 *   <li>more than three labels, 64 nested or 4096 resubmits drop the packet, with all it had sent
 * </ul>
 *
 * <p>It is stricter than Open vSwitch where that protects: written actions must be consistent with
 * the match, groups must exist when they are named and be without loops, and an equal entry
 * overlaps too if that is asked. Where Open vSwitch 3.1 errs, the model does not: it keeps the DEI
 * bit of tags, and leaves the payload of later fragments alone.
 *
 * <p>What it does not have is refused when it is installed, as an OpenFlow error: connection
 * tracking, NORMAL, NSH, encap and decap, options of tunnels, meters that mark. Queues and samples
 * are accepted and do nothing. How a select group chooses is the {@link
 * io.weft.core.dataplane.BucketChooser}'s business, one of which chooses as Open vSwitch does.
 *
 * <p>A copy for a "what if" shares the flow entries until one of both changes them, and each counts
 * for itself meanwhile; so it costs what ports, groups and meters do. A pipeline has one owner;
 * nothing here may be called from two threads at once, but copies may be used by different threads
 * once they have been made.
 */
@NullMarked
package io.weft.core.dataplane;

import org.jspecify.annotations.NullMarked;
