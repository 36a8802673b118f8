"""One switch, four hosts. For mn --custom too."""

from mininet.topo import Topo


class Single(Topo):
    def build(self):
        switch = self.addSwitch("s1", protocols="OpenFlow13")
        for number in range(1, 5):
            self.addLink(self.addHost(f"h{number}"), switch)


topos = {"single": Single}
