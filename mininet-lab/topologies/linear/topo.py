"""Four switches in a row, OpenFlow 1.0 and 1.3 in turn. For mn --custom too."""

from mininet.topo import Topo


class Linear(Topo):
    def build(self):
        switches = [
            self.addSwitch(f"s{n}", protocols="OpenFlow13" if n % 2 else "OpenFlow10") for n in range(1, 5)
        ]
        for number, switch in enumerate(switches, 1):
            self.addLink(self.addHost(f"h{number}"), switch)
        for left, right in zip(switches, switches[1:]):
            self.addLink(left, right)


topos = {"linear": Linear}
