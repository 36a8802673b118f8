"""Drives one lab: a JSON command a line on stdin, a JSON answer a line on stdout. driver.py ARTEFACTS

Runs inside the sandbox (sandbox.sh). io.weft.lab.Lab is the other side and names every command.
"""

import json
import os
import subprocess
import sys
import threading
import time
import traceback
from queue import Queue

from mininet.log import setLogLevel

import ovs
import probes
from controller import ControllerProcess
from network import Network

PORT = 6653


class Driver:
    def __init__(self, artefacts):
        self.artefacts = artefacts
        self.ovs = ovs.PrivateOvs(artefacts)
        self.controller = ControllerProcess(f"{artefacts}/controller.log")
        self.network = None
        self.streams = {}

    # Commands: the method's name is the command's, its arguments are the object's other members.

    def prepare(self):
        """Comes first: what the controller's connections need to be seen from the first byte on."""
        self.ovs.start()
        self._capture()

    def network_start(self, file, name):
        self.network = Network(file, name, PORT)
        return self.network.describe()

    def controller_start(self, argv, ready, seconds):
        return self.controller.start(argv, ready, seconds)

    def controller_says(self, words, seconds):
        return self.controller.says(words, seconds)

    def controller_end(self, signal, seconds):
        return self.controller.end(signal, seconds)

    def await_ready(self, seconds):
        return self.network.await_ready(seconds)

    def connected(self):
        return {"switches": self.network.connected()}

    def ping(self, pairs, count, interval, wait):
        hosts = [(self.network.host(a), self.network.host(b)) for a, b in pairs]
        return {"pairs": probes.pings(hosts, count, interval, wait)}

    def tcp(self, source, target, seconds):
        return probes.tcp(self.network.host(source), self.network.host(target), seconds)

    def broadcast(self, source, quiet, limit):
        return probes.broadcast(self.network.host(source), self.network.hosts, quiet, limit)

    def stream_start(self, stream, source, target, interval, count):
        self.streams[stream] = probes.Stream(self.network.host(source), self.network.host(target), interval, count)

    def stream_end(self, stream):
        return self.streams.pop(stream).result()

    def path(self, source, seconds):
        return self.network.path(source, seconds)

    def link(self, one, other, up):
        self.network.set_link(one, other, up)
        return {"at": time.time()}

    def move(self, host, switch):
        self.network.move(host, switch)
        return {"at": time.time()}

    def switches_restart(self):
        begin = time.monotonic()
        self.ovs.kill_switch()
        self.ovs.start_switch()
        return {"ms": round((time.monotonic() - begin) * 1000)}

    def dump(self):
        """What the switches hold now, read by ovs-ofctl."""
        return {
            switch.name: {table: ovs.dump(switch, table).splitlines() for table in ("flows", "groups")}
            for switch in self.network.switches
        }

    def _capture(self):
        """Records the OpenFlow connections from before the first of them to the end."""
        tcpdump = subprocess.Popen(
            # Each slot of the ring holds a whole frame of the loopback, 64 KiB: a thousand of them.
            ["tcpdump", "-Z", "root", "-i", "lo", "-U", "--immediate-mode", "-B", "65536", "-s", "66000"]
            + ["-w", f"{self.artefacts}/openflow.pcap", f"tcp port {PORT}"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        probes.await_line(tcpdump.stderr, "listening on", 5)
        threading.Thread(target=tcpdump.stderr.read, daemon=True).start()


def answer(driver, line):
    command = json.loads(line)
    name = command.pop("command")
    try:
        if name.startswith("_"):
            raise ValueError(f"no command {name}")
        return {"result": getattr(driver, name)(**command) or {}}
    except Exception as failure:  # told to the other side, which decides what it means
        traceback.print_exc()
        return {"error": f"{name}: {failure or type(failure).__name__}"}


def read_commands(commands, queue):
    """Ends the sandbox at once when the other side is gone, whatever a command is waiting for."""
    for line in commands:
        queue.put(line)
    os._exit(0)


def main():
    commands = os.fdopen(os.dup(0), encoding="utf-8")
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    log = os.open(f"{sys.argv[1]}/driver.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for stream, place in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(stream, place)
    setLogLevel("info")
    queue = Queue()
    threading.Thread(target=read_commands, args=(commands, queue), daemon=True).start()
    driver = Driver(sys.argv[1])
    while True:
        line = queue.get()
        begin = time.monotonic()
        result = answer(driver, line)
        print(f"{time.time():.3f} {(time.monotonic() - begin) * 1000:.0f} ms {line.strip()[:300]}", flush=True)
        answers.write(json.dumps(result) + "\n")
        answers.flush()


main()
