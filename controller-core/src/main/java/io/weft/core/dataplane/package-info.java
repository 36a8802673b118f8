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
 * <p>A pipeline has one owner; nothing here may be called from two threads at once.
 */
@NullMarked
package io.weft.core.dataplane;

import org.jspecify.annotations.NullMarked;
