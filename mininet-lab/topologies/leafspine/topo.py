"""Two spines, four leaves, two hosts at each leaf, routed. For mn --custom too."""

from mininet.topo import Topo


class LeafSpine(Topo):
    def build(self, spines=2, leaves=4, hosts=2):
        above = [self._switch("s", n, 0x20) for n in range(1, spines + 1)]
        for leaf in range(1, leaves + 1):
            switch = self._switch("l", leaf, 0x10)
            for spine in above:
                self.addLink(switch, spine)
            for place in range(1, hosts + 1):
                number = (leaf - 1) * hosts + place
                self.addLink(
                    self.addHost(f"h{number}", ip=f"10.0.{leaf}.{place + 10}/24", defaultRoute=f"via 10.0.{leaf}.1"),
                    switch,
                )

    def _switch(self, tier, number, base):
        return self.addSwitch(f"{tier}{number}", dpid=f"{base + number:016x}", protocols="OpenFlow13")


topos = {"leafspine": LeafSpine}
