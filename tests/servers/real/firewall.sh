#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# firewall.sh COMMAND…: runs a command whose only way out is a router that forbids it to reach
# 198.51.100.0/24, and says so (ICMP, administratively prohibited). To be run by `unshare --net`,
# as root: both are namespaces, and nothing leaves the machine.
set -eu

unshare --net sleep 60 &
router=$!
trap 'kill $router' EXIT
while [ "$(readlink /proc/$router/ns/net)" = "$(readlink /proc/self/ns/net)" ]; do
  sleep 0.01
done
at_router() {
  nsenter --net=/proc/$router/ns/net "$@"
}

ip link set lo up
ip link add inside type veth peer name outside netns $router
ip address add 192.0.2.2/24 dev inside
ip link set inside up
at_router ip address add 192.0.2.1/24 dev outside
at_router ip link set outside up
ip route add default via 192.0.2.1
at_router sh -c 'echo 1 > /proc/sys/net/ipv4/ip_forward'
at_router ip route add prohibit 198.51.100.0/24
"$@"
