/**
 * What the author of an app or of the controller tests against: switches that speak OpenFlow over
 * real sockets, joined to a network with hosts, and a clock that is turned by hand.
 *
 * <pre>
 *  controller under test &lt;--TCP--&gt; ControlChannel --&gt; SwitchAgent --&gt; Pipeline (io.weft.core.dataplane)
 *                                    |                                   |
 *                               MessageLog                    FakeNetwork: links and hosts
 * </pre>
 *
 * <p>Read {@link io.weft.testkit.FakeSwitch} first. Tests wait for conditions with {@code
 * awaitUntil}, never for time to pass.
 */
@NullMarked
package io.weft.testkit;

import org.jspecify.annotations.NullMarked;
