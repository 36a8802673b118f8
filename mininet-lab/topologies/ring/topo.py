"""Five switches in a ring, OpenFlow 1.3 and 1.0 in turn, a host at each. For mn --custom too."""

from mininet.topo import Topo


class Ring(Topo):
    def build(self):
        switches = [self.addSwitch(f"s{n}", protocols="OpenFlow13" if n % 2 else "OpenFlow10") for n in range(1, 6)]
        for number, switch in enumerate(switches, 1):
            self.addLink(self.addHost(f"h{number}"), switch)
        for left, right in zip(switches, switches[1:] + switches[:1]):
            self.addLink(left, right)


topos = {"ring": Ring}
