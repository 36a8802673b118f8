#!/usr/bin/env python3
"""Records what ovs-ofctl and a real Open vSwitch say to each other, as golden vectors.

A private ovsdb-server and ovs-vswitchd with a datapath of dummy ports run in a temporary
directory; a relay stands between ovs-ofctl and the bridge and keeps every message of both. Writes
to standard output one line per distinct message: version, hexadecimal octets, the first line of
what ovs-ofctl ofp-print says of it. Needs openvswitch-switch and no root.

    openflow-codec/src/test/golden/capture.py > openflow-codec/src/test/resources/golden.tsv
"""

import os
import select
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time

SCHEMA = "/usr/share/openvswitch/vswitch.ovsschema"
LONG = 2000
VERSIONS = ["OpenFlow10", "OpenFlow11", "OpenFlow12", "OpenFlow13", "OpenFlow14", "OpenFlow15"]

FLOWS = """\
table=0,priority=100,in_port=1,dl_vlan=10,tcp,nw_src=10.0.0.0/8,tp_dst=80,actions=strip_vlan,mod_nw_ttl:3,output:2
table=0,priority=90,in_port=2,ipv6,ipv6_dst=2001:db8::/32,actions=mod_dl_dst:0a:00:00:00:00:01,output:1
table=0,priority=80,arp,arp_tpa=10.0.0.1,arp_op=1,actions=move:NXM_OF_ETH_SRC[]->NXM_OF_ETH_DST[],load:0x2->NXM_OF_ARP_OP[],in_port
table=0,priority=70,icmp6,icmp_type=135,nd_target=fe80::1,actions=controller(max_len=128,reason=no_match,id=3)
table=0,priority=60,udp,nw_tos=32,tp_src=53,idle_timeout=300,hard_timeout=600,actions=resubmit(,1),resubmit:3
table=0,priority=50,ip,reg0=0x5/0xff,ct_state=+trk+est,metadata=0x1234/0xffff,actions=ct(commit,zone=7,table=2,exec(load:1->NXM_NX_CT_MARK[]),nat(src=10.0.0.1-10.0.0.9:100-200,random))
table=0,priority=40,dl_src=00:11:22:33:44:55/ff:ff:ff:00:00:00,vlan_tci=0x1000/0x1000,actions=learn(table=3,hard_timeout=10,NXM_OF_VLAN_TCI[0..11],NXM_OF_ETH_DST[]=NXM_OF_ETH_SRC[],output:NXM_OF_IN_PORT[]),normal
table=0,priority=30,ip,nw_frag=first,tun_id=0x10/0xf0,actions=multipath(symmetric_l4,1024,hrw,4,0,NXM_NX_REG1[0..7]),bundle(eth_src,0,hrw,ofport,members:1,2)
table=0,priority=25,tcp,tcp_flags=+syn-ack,actions=note:01.02.03.04.05.06,conjunction(5,1/2),conjunction(6,2/3)
table=0,priority=25,udp6,tp_dst=0x80/0xff80,actions=sample(probability=12,collector_set_id=1,obs_domain_id=2,obs_point_id=3,sampling_port=1),output:2
table=0,priority=24,conj_id=5,ip,actions=clone(set_field:10.1.1.1->ip_dst,output:1),ct_clear,check_pkt_larger(1400)->NXM_NX_REG0[3],output(port=2,max_len=100)
table=0,priority=23,sctp,tp_dst=99,actions=push:NXM_NX_REG2[],pop:NXM_NX_REG3[0..15],set_queue:2,output:1,pop_queue,exit
table=0,priority=22,mpls,mpls_label=100,mpls_tc=3,actions=pop_mpls:0x0800,dec_ttl,output:2
table=0,priority=21,ip,actions=push_mpls:0x8847,set_field:77->mpls_label,output:2
table=0,priority=20,cookie=0xabc,dl_type=0x88cc,actions=CONTROLLER:65535
table=0,priority=19,tcp,actions=fin_timeout(idle_timeout=3,hard_timeout=5)
table=0,priority=18,pkt_mark=1,icmp,icmp_type=8,icmp_code=0,actions=dec_ttl(1,2)
table=1,priority=5,check_overlap,send_flow_rem,ip,nw_ecn=1,actions=output:NXM_NX_REG0[16..31],LOCAL
table=1,priority=4,tun_metadata0=0x12/0xff,actions=set_field:0x99->tun_metadata0,flood
table=2,priority=3,xreg0=0x100000001/0xff000000ff,actions=delete_field:tun_metadata0,all
table=2,priority=2,ct_mark=0x1/0x1,ct_label=0x10/0xff,ct_zone=4,actions=set_field:0x1/0x3->reg5,output:1
table=2,priority=1,xxreg1=0x1,actions=enqueue:1:2
"""
STANDARD_FLOWS = """\
table=5,priority=9,ip,nw_dst=10.2.0.0/255.255.0.0,actions=write_actions(set_field:1.2.3.4->ip_src,output:1),goto_table:6
table=5,priority=8,metadata=0x5,actions=apply_actions(output:2),clear_actions,write_metadata:0x7/0xff,goto_table:6
table=5,priority=7,ip,actions=meter:1,output:1
table=6,priority=6,ip,actions=group:1
table=6,priority=5,vlan_vid=0x1000/0x1000,actions=pop_vlan,push_vlan:0x88a8,set_field:4196->vlan_vid,output:1
"""
GROUPS = [
    "group_id=1,type=all,bucket=output:1,bucket=output:2",
    "group_id=2,type=select,bucket=weight:10,output:1,bucket=weight:20,set_field:0a:00:00:00:00:02->eth_dst,output:2",
    "group_id=3,type=indirect,bucket=output:1",
    "group_id=4,type=fast_failover,bucket=watch_port:1,output:1,bucket=watch_port:2,watch_group:3,output:2",
]
GROUPS_15 = [
    "group_id=5,type=select,selection_method=hash,fields(ip_src,ip_dst,tcp_dst=0xff),bucket=bucket_id=1,weight:10,output:1,bucket=bucket_id=2,output:2",
    "group_id=6,type=select,selection_method=dp_hash,selection_method_param=7,bucket=bucket_id=3,output:1",
]

# What ovs-ofctl has no command for: roles, asynchronous configuration, bundles by hand.
BY_HAND = {
    "OpenFlow10": ["0104001400000001000023200000000a00000002", "0104001400000001000023200000000a00000001"],
    "OpenFlow12": ["031800180000000100000002000000000000000000000001", "031800180000000100000003000000000000000000000000"],
    "OpenFlow13": [
        "041800180000000100000002000000000000000000000001",
        "041a000800000001",
        "041c002000000001000000070000000700000007000000070000000f0000000f",
        "041a000800000001",
        "041800180000000100000003000000000000000000000002",
        "04040018000000014f4e4600000008fc0000000100000003",
        "04040018000000014f4e4600000008fc0000000100040003",
    ],
    "OpenFlow14": [
        "051800180000000100000002000000000000000000000001",
        "051a000800000001",
        "051c002000000001" + "0000000800000005" + "0001000800000007" + "000300080000000f",
        "051a000800000001",
        "0521001000000001" + "0000000100000003",
        "0522001800000001" + "0000000100000003" + "0514000800000001",
        "0521001000000001" + "0000000100040003",
        "0521001000000001" + "0000000200000003",
        "0521001000000001" + "0000000200060003",
    ],
    "OpenFlow15": [
        "061800180000000100000002000000000000000000000001",
        "061a000800000001",
        "0621001000000001" + "0000000100000003",
        "0621001000000001" + "0000000100060003",
        "0612001000000001" + "0013000000000000",
        "0612001000000001" + "0012000000000000",
    ],
}


class Relay(threading.Thread):
    """Listens where ovs-ofctl connects, passes everything on to the bridge, keeps the messages."""

    def __init__(self, listen_at, bridge):
        super().__init__(daemon=True)
        self.bridge = bridge
        self.messages = []
        self.server = socket.socket(socket.AF_UNIX)
        self.server.bind(listen_at)
        self.server.listen()

    def run(self):
        while True:
            client, _ = self.server.accept()
            threading.Thread(target=self.relay, args=(client,), daemon=True).start()

    def relay(self, client):
        bridge = socket.socket(socket.AF_UNIX)
        bridge.connect(self.bridge)
        pending = {client: b"", bridge: b""}
        while True:
            for source in select.select([client, bridge], [], [])[0]:
                try:
                    octets = source.recv(65536)
                except ConnectionResetError:
                    octets = b""
                if not octets:
                    client.close()
                    bridge.close()
                    return
                (bridge if source is client else client).sendall(octets)
                pending[source] = self.keep(pending[source] + octets)

    def keep(self, octets):
        while len(octets) >= 8:
            length = struct.unpack("!H", octets[2:4])[0]
            if length < 8 or length > len(octets):
                break
            self.messages.append(octets[:length])
            octets = octets[length:]
        return octets


def run(*command, check=True, stdin=None):
    done = subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=60)
    if check and done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip()}")
    return done.stdout


class Switch:
    """A bridge br0 with the dummy ports 1, 2 and 3, with nothing of the machine's own."""

    def __init__(self, directory):
        self.at = lambda name: os.path.join(directory, name)
        os.environ["OVS_RUNDIR"] = directory
        run("ovsdb-tool", "create", self.at("conf.db"), SCHEMA)
        self.database = f"unix:{self.at('db.sock')}"
        common = ["--no-chdir", "-vconsole:off", "-vsyslog:off"]
        self.processes = [
            subprocess.Popen(
                ["ovsdb-server", self.at("conf.db"), f"--remote=p{self.database}", f"--unixctl={self.at('db.ctl')}", *common]
            )
        ]
        self.await_file("db.sock")
        self.processes.append(
            subprocess.Popen(
                ["ovs-vswitchd", self.database, "--enable-dummy=override", "--disable-system", f"--unixctl={self.at('ctl')}", *common]
            )
        )
        add = ["add-br", "br0", "--", "set", "bridge", "br0", "datapath_type=dummy", "fail-mode=secure"]
        add += ["protocols=" + ",".join(VERSIONS), "other-config:datapath-id=00000000000000d1"]
        for port in (1, 2, 3):
            add += ["--", "add-port", "br0", f"p{port}", "--", "set", "Interface", f"p{port}", "type=dummy", f"ofport_request={port}"]
        self.vsctl(*add)
        self.await_file("br0.mgmt")

    def await_file(self, name):
        deadline = time.monotonic() + 20
        while not os.path.exists(self.at(name)):
            if time.monotonic() > deadline:
                raise RuntimeError(f"{name} did not appear")
            time.sleep(0.02)

    def vsctl(self, *arguments):
        return run("ovs-vsctl", f"--db={self.database}", *arguments)

    def appctl(self, *arguments):
        return run("ovs-appctl", f"--target={self.at('ctl')}", *arguments, check=False)

    def close(self):
        for process in reversed(self.processes):
            process.terminate()
            process.wait(10)


def talk(switch, relayed):
    """Makes ovs-ofctl send all that it can, in every version; what a version refuses is an error message to keep."""
    for version in VERSIONS:
        def ofctl(*arguments, stdin=None):
            run("ovs-ofctl", "-O", version, *arguments, check=False, stdin=stdin)

        for command in ("show", "dump-desc", "dump-tables", "dump-table-features", "dump-table-desc", "dump-ports-desc", "dump-ports"):
            ofctl(command, relayed)
        ofctl("add-tlv-map", relayed, "{class=0xffff,type=0,len=4}->tun_metadata0")
        ofctl("dump-tlv-map", relayed)
        for flow in (FLOWS + STANDARD_FLOWS).splitlines():
            ofctl("add-flow", relayed, flow)
        ofctl("--bundle", "add-flows", relayed, "-", stdin="".join(flow + "\n" for flow in FLOWS.splitlines() if flow.startswith("table=0") and "fin_timeout" not in flow and "write_metadata" not in flow))
        for group in GROUPS + GROUPS_15:
            ofctl("add-group", relayed, group)
        ofctl("insert-buckets", relayed, "group_id=1,command_bucket_id=last,bucket=bucket_id=7,output:3")
        ofctl("remove-buckets", relayed, "group_id=1,command_bucket_id=7")
        ofctl("add-meter", relayed, "meter=1,kbps,burst,stats,bands=type=drop,rate=1000,burst_size=100")
        ofctl("add-meter", relayed, "meter=2,pktps,bands=type=dscp_remark,rate=10,prec_level=1")
        for flow in STANDARD_FLOWS.splitlines():
            ofctl("add-flow", relayed, flow)
        ofctl("dump-flows", relayed)
        ofctl("dump-flows", relayed, "table=0,out_port=2,cookie=0xabc/0xfff")
        ofctl("dump-aggregate", relayed, "tcp")
        for command in ("dump-groups", "dump-group-features", "dump-group-stats", "dump-meters", "meter-features", "meter-stats"):
            ofctl(command, relayed)
        ofctl("mod-group", relayed, GROUPS[1])
        ofctl("mod-meter", relayed, "meter=1,kbps,bands=type=drop,rate=2000")
        ofctl("mod-flows", relayed, "table=1,ip,actions=drop")
        ofctl("--strict", "del-flows", relayed, "table=2,priority=1,xxreg1=0x1")
        ofctl("mod-port", relayed, "p2", "no-flood")
        ofctl("mod-port", relayed, "p2", "flood")
        for table_mod in ("controller", "evict", "vacancy:10,90"):
            ofctl("mod-table", relayed, "7", table_mod)
        ofctl("queue-stats", relayed)
        ofctl("queue-get-config", relayed, "1")
        ofctl("get-frags", relayed)
        ofctl("set-frags", relayed, "nx-match")
        ofctl("set-frags", relayed, "normal")
        ofctl("dump-ipfix-bridge", relayed)
        ofctl("dump-ipfix-flow", relayed)
        ofctl("ct-flush-zone", relayed, "5")
        ofctl("packet-out", relayed, "in_port=1 actions=output:2,resubmit(,1) packet=" + "0a0000000001" + "0a0000000002" + "0800" + "45" + "00" * 40)
        ofctl("ping", relayed, "32")
        monitor(switch, relayed, version)
        ofctl("del-meters", relayed)
        ofctl("del-groups", relayed)
        ofctl("del-tlv-map", relayed)
        ofctl("del-flows", relayed)


def monitor(switch, relayed, version):
    """Asynchronous messages: packets, removals, ports, flow updates, in each packet-in format."""
    for number, options in enumerate((["65534", "watch:"], ["128", "invalid_ttl", "-P", "standard"], ["-P", "nxt_packet_in2", "resume"])):
        pid = switch.at(f"ofctl-{version}-{number}.pid")
        ctl = switch.at(f"ofctl-{version}-{number}.ctl")
        watcher = subprocess.Popen(
            ["ovs-ofctl", "-O", version, "monitor", relayed, *options, f"--unixctl={ctl}", "-vconsole:off"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 10
        while not os.path.exists(ctl) and watcher.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
        bridge = switch.at("br0.mgmt")
        run("ovs-ofctl", "-O", "OpenFlow14", "add-flow", bridge, "table=0,priority=200,in_port=3,send_flow_rem,actions=set_field:0x7->reg3,controller(max_len=60,userdata=01.02,pause),output:1", check=False)
        run("ovs-ofctl", "-O", "OpenFlow14", "add-flow", bridge, "table=0,priority=190,in_port=1,actions=CONTROLLER", check=False)
        packet = "in_port({}),eth(src=0a:00:00:00:00:01,dst=0a:00:00:00:00:02),eth_type(0x0800),ipv4(src=10.0.0.1,dst=10.0.0.2,proto=6,tos=0,ttl=64,frag=no),tcp(src=1,dst=2)"
        switch.appctl("netdev-dummy/receive", "p3", packet.format(3))
        switch.appctl("netdev-dummy/receive", "p1", packet.format(1))
        switch.appctl("netdev-dummy/set-admin-state", "p2", "down")
        switch.appctl("netdev-dummy/set-admin-state", "p2", "up")
        run("ovs-ofctl", "-O", "OpenFlow14", "del-flows", bridge, "in_port=3", check=False)
        run("ovs-ofctl", "-O", "OpenFlow14", "del-flows", bridge, "in_port=1,cookie=0/-1", check=False)
        for message in BY_HAND.get(version, ()):
            run("ovs-appctl", f"--target={ctl}", "ofctl/send", message, check=False)
        run("ovs-appctl", f"--target={ctl}", "ofctl/barrier", check=False)
        time.sleep(0.3)
        if watcher.poll() is None:
            watcher.terminate()
        watcher.wait(10)


def printed(messages):
    """The first line that ovs-ofctl prints of each message, and the mistake if it finds one later on."""
    lines = []
    for message in messages:
        text = run("ovs-ofctl", "ofp-print", message.hex(), check=False).splitlines() or [""]
        mistake = next((line for line in text[1:] if "***decode error" in line), "")
        # An error message quotes another one, whose mistakes are not its own.
        lines.append(text[0] if "OFPT_ERROR" in text[0] else f"{text[0]} {mistake}".rstrip())
    return lines


def distinct(messages):
    """One of those that differ in the xid alone."""
    return list({message[:4] + message[8:]: message for message in messages}.values())


def few(pairs):
    """Of long messages of one kind (lists of 254 tables) the shortest, of echoes and the like three."""
    kept, kinds = [], {}
    for message, text in sorted(pairs, key=lambda pair: len(pair[0])):
        kind = text.split(" (xid")[0]
        kinds[kind] = kinds.get(kind, 0) + 1
        if kinds[kind] == 1 or len(message) <= LONG and (kinds[kind] <= 3 or "ECHO" not in kind):
            kept.append((message, text))
    return sorted(kept, key=lambda pair: (pair[0][0], pair[1], pair[0]))


def main():
    with tempfile.TemporaryDirectory() as directory:
        switch = Switch(directory)
        try:
            relayed = switch.at("relayed.mgmt")
            relay = Relay(relayed, switch.at("br0.mgmt"))
            relay.start()
            talk(switch, f"unix:{relayed}")
            messages = distinct(relay.messages)
        finally:
            switch.close()
    kept = few(zip(messages, printed(messages)))
    for message, text in kept:
        print(message[0], message.hex(), text, sep="\t")
    print(f"{len(relay.messages)} messages, {len(messages)} distinct, {len(kept)} kept", file=sys.stderr)


if __name__ == "__main__":
    main()
