"""A stream of ICMP echo requests: stream.py ADDRESS INTERVAL_SECONDS COUNT (0: until stdin ends).

Prints "running" at the first reply, or when none came for a second. Prints one JSON object when it
ends: how many were sent and lost, and the longest outage. Unlike ping's
own summary it waits a second for replies under way, and knows for each packet when it was sent.
"""

import json
import os
import select
import socket
import struct
import sys
import time

GRACE_SECONDS = 1.0
SETTLE_SECONDS = 1.0
ECHO_REQUEST, ECHO_REPLY = 8, 0


def checksum(data):
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    total = (total & 0xFFFF) + (total >> 16)
    return ~(total + (total >> 16)) & 0xFFFF


def request(identifier, number):
    payload = struct.pack("!Q", number) + bytes(40)
    head = struct.pack("!BBHHH", ECHO_REQUEST, 0, 0, identifier, number & 0xFFFF)
    return head[:2] + struct.pack("!H", checksum(head + payload)) + head[4:] + payload


def number_of_reply(packet, identifier):
    """The packet's number when it is a reply to this stream, else None."""
    icmp = packet[(packet[0] & 15) * 4 :]
    kind, _, _, reply_identifier, _ = struct.unpack_from("!BBHHH", icmp)
    if kind != ECHO_REPLY or reply_identifier != identifier:
        return None
    return struct.unpack_from("!Q", icmp, 8)[0]


def main(address, interval, count):
    icmp = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)
    icmp.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 21)
    icmp.connect((address, 0))
    identifier = os.getpid() & 0xFFFF
    sent_at, answered = [], set()
    due = time.monotonic()
    sending, end, refused = True, None, 0
    running = False
    while sending or (time.monotonic() < end and len(answered) < len(sent_at)):
        now = time.monotonic()
        if not running and (answered or (sent_at and now - sent_at[0] > SETTLE_SECONDS)):
            running = True
            print("running", flush=True)
        if sending and now >= due:
            try:
                icmp.send(request(identifier, len(sent_at)))
            except OSError:  # no route or no neighbour: as lost as any other
                refused += 1
            sent_at.append(now)
            due = max(due + interval, now - interval)
        watched = [icmp, sys.stdin] if sending and not count else [icmp]
        readable, _, _ = select.select(watched, [], [], max(0, due - time.monotonic()) if sending else 0.05)
        if icmp in readable:
            try:
                number = number_of_reply(icmp.recv(2048), identifier)
            except OSError:  # an ICMP error came back for an earlier packet
                number = None
            if number is not None:
                answered.add(number)
        if sending and (sys.stdin in readable or (count and len(sent_at) >= count)):
            sending, end = False, time.monotonic() + GRACE_SECONDS
    if not running:
        print("running", flush=True)
    report(sent_at, answered, interval, refused)


def report(sent_at, answered, interval, refused):
    outage, last = 0.0, sent_at[0] - interval
    for number, sent in enumerate(sent_at):
        if number in answered:
            outage = max(outage, sent - last - interval)
            last = sent
    if len(sent_at) - 1 not in answered:
        outage = max(outage, sent_at[-1] - last)
    lost = [number for number in range(len(sent_at)) if number not in answered]
    print(
        json.dumps(
            {
                "sent": len(sent_at),
                "lost": len(lost),
                "refused": refused,
                "firstLost": lost[:10],
                "longestGapMs": round(outage * 1000, 1) if lost else 0,
                "answeredAtEnd": len(sent_at) - 1 in answered,
            }
        ),
        flush=True,
    )


main(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]))
