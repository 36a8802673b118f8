"""Work inside the network namespace of a Mininet host, without a process there."""

import array
import ctypes
import fcntl
import os
import socket
import struct
import threading

SIOCETHTOOL = 0x8946
ETHTOOL_STXCSUM = 0x17
LIBC = ctypes.CDLL(None, use_errno=True)


def inside(host, work):
    """Returns what work() returns when called in the host's network namespace.

    A socket belongs to the namespace in which it was opened, wherever it is used afterwards. The
    namespace is a thread's property, so a thread goes there and ends.
    """
    answer = []

    def visit():
        try:
            namespace = os.open(f"/proc/{host.pid}/ns/net", os.O_RDONLY)
            try:
                if LIBC.setns(namespace, 0) != 0:
                    raise OSError(ctypes.get_errno(), f"setns to {host.name} failed")
            finally:
                os.close(namespace)
            answer.extend((work(), None))
        except Exception as failure:  # handed to the caller's thread
            answer.extend((None, failure))

    thread = threading.Thread(target=visit)
    thread.start()
    thread.join()
    result, failure = answer
    if failure:
        raise failure
    return result


def prepare(host):
    """Turns off IPv6 and transmit checksum offload on the host's interface.

    A veth pair leaves checksums to be filled in by hardware that is not there; the kernel knows that,
    Open vSwitch in user space passes them on unfilled, and TCP fails.
    """
    interface = host.defaultIntf().name

    def configure():
        switch = f"/proc/sys/net/ipv6/conf/{interface}/disable_ipv6"
        if os.path.exists(switch):
            with open(switch, "w", encoding="ascii") as file:
                file.write("1")
        value = array.array("B", struct.pack("II", ETHTOOL_STXCSUM, 0))
        request = struct.pack("16sP", interface.encode(), value.buffer_info()[0])
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
            fcntl.ioctl(any_socket, SIOCETHTOOL, request)

    inside(host, configure)


def packet_socket(host, ethertype):
    """A socket that sends and receives whole frames of one ethertype on the host's interface."""

    def opened():
        packets = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ethertype))
        packets.bind((host.defaultIntf().name, ethertype))
        packets.setblocking(False)
        return packets

    return inside(host, opened)
