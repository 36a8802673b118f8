"""Measurements between hosts: pings, TCP, streams and single broadcast frames."""

import json
import os
import re
import select
import subprocess
import time
import uuid

import netns

STREAM = os.path.join(os.path.dirname(os.path.abspath(__file__)), "stream.py")
PYTHON = "/usr/bin/python3"
# An ethertype for local experiments (IEEE 802, 9.2.4): no stack answers it, no controller handles it specially.
EXPERIMENT = 0x88B5
FIRST = re.compile(r"icmp_seq=1 .*time=([\d.]+) ms")
SUMMARY = re.compile(r"(\d+) packets transmitted, (\d+) received")


def start(host, *argv):
    return host.popen(
        list(argv), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def output(process, seconds):
    """All that a process prints; it is killed when it takes longer than that."""
    try:
        return process.communicate(timeout=seconds)[0]
    except subprocess.TimeoutExpired:
        process.kill()
        return process.communicate()[0]


def ping(source, target, count, interval, wait):
    return start(source, "ping", "-n", "-c", str(count), "-i", str(interval), "-W", str(wait), target.IP())


def ping_result(source, target, process, seconds):
    text = output(process, seconds)
    summary, first = SUMMARY.search(text), FIRST.search(text)
    sent, received = map(int, summary.groups()) if summary else (0, 0)
    return {
        "from": source.name,
        "to": target.name,
        "sent": sent,
        "received": received,
        "firstMs": float(first.group(1)) if first else None,
    }


def pings(pairs, count, interval, wait):
    """Pings all pairs at the same time."""
    running = [(a, b, ping(a, b, count, interval, wait)) for a, b in pairs]
    limit = time.monotonic() + count * interval + wait + 5
    return [ping_result(a, b, process, max(1, limit - time.monotonic())) for a, b, process in running]


def tcp(source, target, seconds):
    """The rate that one iperf3 connection reaches, in Mbit/s at the receiver."""
    server = start(target, "iperf3", "--server", "--one-off", "--forceflush")
    try:
        await_line(server.stdout, "Server listening", 5)
        client = start(
            source, "iperf3", "--client", target.IP(), "--time", str(seconds), "--json", "--connect-timeout", "3000"
        )
        answer = json.loads(output(client, seconds + 10))
        if "error" in answer:
            raise RuntimeError(f"iperf3 {source.name} to {target.name}: {answer['error']}")
        return {"mbps": round(answer["end"]["sum_received"]["bits_per_second"] / 1e6, 1)}
    finally:
        server.kill()
        server.communicate()


def await_line(stream, wanted, seconds):
    """Reads a process's output stream up to the line with `wanted` in it."""
    deadline, seen = time.monotonic() + seconds, b""
    pipe = stream.fileno()  # not readline: what that has buffered, select does not see
    while select.select([pipe], [], [], max(0, deadline - time.monotonic()))[0]:
        chunk = os.read(pipe, 4096)
        seen += chunk
        if wanted.encode() in seen:
            return
        if not chunk:
            break
    raise RuntimeError(f"no '{wanted}' within {seconds} s, but '{seen.decode(errors='replace').strip()[-200:]}'")


class Stream:
    """Echo requests at a steady rate, in a process of their own so that nothing else delays them."""

    def __init__(self, source, target, interval, count):
        self.expected = count * interval
        self.process = start(source, PYTHON, "-u", STREAM, target.IP(), str(interval), str(count))
        await_line(self.process.stdout, "running", 5)

    def result(self):
        """Ends an endless stream, waits for one with a count, and returns what it measured."""
        text = output(self.process, 10 + 2 * self.expected)
        text = text[text.find("{") :]
        if not text:
            raise RuntimeError(f"the stream ended without a result")
        return json.loads(text)


def broadcast(source, hosts, quiet, limit):
    """Sends one broadcast frame and counts its copies at every host, the sender too.

    Ends when everyone has it and nothing came for `quiet` seconds, or after `limit` seconds.
    """
    payload = uuid.uuid4().bytes.ljust(46, b"\0")
    mac = bytes.fromhex(source.MAC().replace(":", ""))
    ears = {netns.packet_socket(host, EXPERIMENT): host.name for host in hosts}
    copies = {host.name: 0 for host in hosts}
    mouth = netns.packet_socket(source, EXPERIMENT)
    try:
        begin = last = time.monotonic()
        mouth.send(b"\xff" * 6 + mac + EXPERIMENT.to_bytes(2, "big") + payload)
        while time.monotonic() - begin < limit:
            for ear in select.select(list(ears), [], [], 0.02)[0]:
                if ear.recv(2048)[14:60] == payload:
                    copies[ears[ear]] += 1
                    last = time.monotonic()
            everyone = all(copies[name] for name in copies if name != source.name)
            if everyone and time.monotonic() - last > quiet:
                break
        return {"copies": copies}
    finally:
        for open_socket in [mouth, *ears]:
            open_socket.close()
