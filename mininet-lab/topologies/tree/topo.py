"""A binary tree of seven OpenFlow 1.0 switches, two hosts at each leaf. For mn --custom too."""

from mininet.topo import Topo


class Tree(Topo):
    def build(self):
        for number in range(1, 8):
            self.addSwitch(f"s{number}", protocols="OpenFlow10")
        for number in range(2, 8):
            self.addLink(f"s{number // 2}", f"s{number}")
        for number in range(1, 9):
            self.addLink(self.addHost(f"h{number}"), f"s{4 + (number - 1) // 2}")


topos = {"tree": Tree}
