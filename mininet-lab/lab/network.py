"""The emulated network: Mininet over the private Open vSwitch, and what can be done to it."""

import importlib.util
import time
from functools import partial

from mininet.net import Mininet
from mininet.node import OVSSwitch, RemoteController

import netns
import ovs


def packets():
    """Packets sent so far by each interface of the sandbox, by name."""
    with open("/proc/net/dev", encoding="ascii") as file:
        lines = file.read().splitlines()[2:]
    counters = (line.split(":") for line in lines)
    return {name.strip(): int(numbers.split()[9]) for name, numbers in counters}


ESTABLISHED = "01"  # in /proc/net/tcp


class QuietController(RemoteController):
    """Mininet's own asks the port with telnet, which a controller must take for a broken switch."""

    def checkListening(self):
        pass


class Network:
    def __init__(self, topology_file, name, port):
        spec = importlib.util.spec_from_file_location("topology", topology_file)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        self.port = port
        self.net = Mininet(
            topo=module.topos[name](),
            switch=partial(OVSSwitch, datapath="user", failMode="secure"),
            controller=partial(QuietController, ip="127.0.0.1", port=port),
            autoSetMacs=True,
        )
        self.net.start()
        for host in self.net.hosts:
            netns.prepare(host)

    @property
    def hosts(self):
        return self.net.hosts

    @property
    def switches(self):
        return self.net.switches

    def host(self, name):
        return self.net.get(name)

    def describe(self):
        return {
            "hosts": [{"name": h.name, "ip": h.IP(), "mac": h.MAC(), "pid": h.pid} for h in self.hosts],
            "switches": [{"name": s.name, "dpid": s.dpid, "protocol": s.protocols} for s in self.switches],
        }

    def connected(self):
        """How many connections to the controller stand. (The switches' database is 5 s behind.)"""
        with open("/proc/net/tcp", encoding="ascii") as file:
            sockets = [line.split() for line in file.read().splitlines()[1:]]
        return sum(remote.endswith(f":{self.port:04X}") and state == ESTABLISHED for _, _, remote, state, *_ in sockets)

    def await_ready(self, seconds):
        """Waits until every switch is connected and its rules have not changed in number for a second.

        Sends nothing, so that hosts stay unknown to the controller. Returns milliseconds to the last change.
        """
        begin = last_change = time.monotonic()
        before = None
        while True:
            now = time.monotonic()
            rules = [len(ovs.dump(s, "flows").splitlines()) for s in self.switches]
            if self.connected() < len(self.switches) or rules != before:
                before, last_change = rules, now
            elif all(rules) and now - last_change >= 1:
                ovs.set_backoff(self.switches)
                return {"ms": round((last_change - begin) * 1000), "rules": sum(rules)}
            if now - begin > seconds:
                raise RuntimeError(
                    f"not ready after {seconds} s: {self.connected()} of {len(self.switches)} switches"
                    f" connected, rules per switch {rules}"
                )
            time.sleep(0.1)

    def path(self, source, seconds):
        """The links between switches that carry traffic now, in order from the source host's switch."""
        before = packets()
        time.sleep(seconds)
        sent = {name: count - before.get(name, 0) for name, count in packets().items()}
        threshold = max(count for name, count in sent.items() if name != "lo") / 2
        busy = [
            {link.intf1.node.name, link.intf2.node.name}
            for link in self.net.links
            if all(i.node in self.switches and sent[i.name] > threshold for i in (link.intf1, link.intf2))
        ]
        place = next(link for link in self.net.links if self.host(source) in (link.intf1.node, link.intf2.node))
        here = next(i.node.name for i in (place.intf1, place.intf2) if i.node.name != source)
        hops = []
        while following := next((link for link in busy if here in link), None):
            busy.remove(following)
            there = next(iter(following - {here}))
            hops.append([here, there])
            here = there
        return {"hops": hops}

    def set_link(self, one, other, up):
        """Both ends go down, or up, as when a cable is pulled: each switch sees its port lose carrier."""
        self.net.configLinkStatus(one, other, "up" if up else "down")

    def move(self, host_name, switch_name):
        """Unplugs a host, which keeps its addresses, and plugs it into another switch."""
        host, target = self.host(host_name), self.net.get(switch_name)
        interface = host.defaultIntf()
        address, mac = f"{host.IP()}/{interface.prefixLen}", host.MAC()
        link = interface.link
        port = link.intf2 if link.intf1 is interface else link.intf1
        port.node.detach(port)
        self.net.delLink(link)
        link = self.net.addLink(host, target, addr1=mac)
        host.setIP(address, intf=link.intf1)
        netns.prepare(host)
        number = target.ports[link.intf2]
        ovs.run(
            "ovs-vsctl", "add-port", target.name, link.intf2.name,
            "--", "set", "interface", link.intf2.name, f"ofport_request={number}",
        )  # fmt: skip
