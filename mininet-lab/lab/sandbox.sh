#!/bin/sh
# First process of a lab, started by io.weft.lab.Lab as
#   unshare --net --pid --fork --kill-child --mount-proc sandbox.sh ARTEFACTS
# It lives in network, process and mount namespaces of its own: what the lab makes ends with this process.
set -eu

# Open vSwitch keeps its sockets in /run. The lab sees an empty one, which no other process sees.
mount -t tmpfs weft-lab /run
mkdir /run/openvswitch
export OVS_RUNDIR=/run/openvswitch OVS_DBDIR=/run/openvswitch OVS_LOGDIR="$1"

# Every interface would send router solicitations and multicast reports over IPv6 by itself, switch ports
# too. The lab counts frames and messages, so its wires carry nothing but what a check sends.
if [ -e /proc/sys/net/ipv6 ]; then
  echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6
  echo 1 > /proc/sys/net/ipv6/conf/default/disable_ipv6
fi
ip link set lo up

# Mininet belongs to Debian's own Python. Not exec: the shell stays to reap the daemons' children.
/usr/bin/python3 -u "$(dirname "$0")/driver.py" "$1"
exit $?
