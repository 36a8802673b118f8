"""The lab's own Open vSwitch: database and switch daemon in the sandbox, nothing shared with the system's."""

import os
import signal
import subprocess
import time

SCHEMA = "/usr/share/openvswitch/vswitch.ovsschema"
DATABASE = "/run/openvswitch/conf.db"
SOCKET = "/run/openvswitch/db.sock"


def run(*argv, timeout=20):
    """The standard output of a command; RuntimeError with its standard error when it fails."""
    done = subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=timeout, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(argv)}: {done.stderr.strip() or done.returncode}")
    return done.stdout


class PrivateOvs:
    def __init__(self, artefacts):
        self.artefacts = artefacts

    def start(self):
        run("ovsdb-tool", "create", DATABASE, SCHEMA)
        run("ovsdb-server", DATABASE, f"--remote=punix:{SOCKET}", *self._daemon("ovsdb-server"))
        run("ovs-vsctl", "--no-wait", "init")
        self.start_switch()

    def start_switch(self):
        run("ovs-vswitchd", f"unix:{SOCKET}", *self._daemon("ovs-vswitchd"))

    def kill_switch(self):
        """SIGKILL, as a crash is: the daemon has no time to say goodbye to the controller."""
        with open("/run/openvswitch/ovs-vswitchd.pid", encoding="ascii") as file:
            pid = int(file.read())
        os.kill(pid, signal.SIGKILL)
        deadline = time.monotonic() + 5
        while os.path.exists(f"/proc/{pid}"):
            if time.monotonic() > deadline:
                raise RuntimeError(f"ovs-vswitchd {pid} did not end within 5 s")
            time.sleep(0.01)

    def _daemon(self, name):
        return [
            "--detach",
            "--no-chdir",
            f"--pidfile=/run/openvswitch/{name}.pid",
            f"--log-file={self.artefacts}/{name}.log",
            "-vconsole:off",
            "-vsyslog:off",
        ]


def dump(switch, table):
    """What ovs-ofctl reads from a bridge: table is 'flows' or 'groups' (none in OpenFlow 1.0)."""
    if table == "groups" and switch.protocols == "OpenFlow10":
        return ""
    text = run("ovs-ofctl", "-O", switch.protocols, f"dump-{table}", switch.name)
    lines = text.splitlines()[1:]
    return "\n".join(line.strip() for line in lines)


def set_backoff(switches):
    """Lets a switch retry a lost controller every second.

    Open vSwitch 3.1 ignores max_backoff when it stands before the connection is up, and has forgotten it
    after a restart; a changed value takes effect on a standing connection.
    """
    for backoff in ("2000", "1000"):
        command = ["ovs-vsctl"]
        for switch in switches:
            command += ["--", "set", "controller", switch.name, f"max_backoff={backoff}"]
        run(*command)
