"""An enterprise campus: core, distribution pairs, access switches with two uplinks. For mn --custom too."""

from mininet.topo import Topo


class Campus(Topo):
    def build(self):
        core = [self._switch("c", n, 0x10) for n in (1, 2)]
        distribution = [self._switch("d", n, 0x20) for n in (1, 2, 3, 4)]
        access = [self._switch("a", n, 0x30, "OpenFlow10" if n == 4 else "OpenFlow13") for n in (1, 2, 3, 4)]

        self.addLink(*core)
        for switch in distribution:
            for above in core:
                self.addLink(switch, above)
        pairs = distribution[:2], distribution[2:]
        for pair in pairs:
            self.addLink(*pair)
        for number, switch in enumerate(access):
            for above in pairs[number // 2]:
                self.addLink(switch, above)
            for host in (2 * number + 1, 2 * number + 2):
                self.addLink(self.addHost(f"h{host}"), switch)

    def _switch(self, layer, number, base, protocols="OpenFlow13"):
        return self.addSwitch(f"{layer}{number}", dpid=f"{base + number:016x}", protocols=protocols)


topos = {"campus": Campus}
