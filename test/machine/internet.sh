#!/usr/bin/env bash
# Reserves a pair of documentation addresses until SIGTERM: one for services, on a link of this computer, and one for a
# machine. Prints `SERVICES MACHINE`. The name of the link is the reservation.
set -euo pipefail

for ((number = 0; number < 60; number++)); do
	link=wasper-net-$number
	ip link add "$link" type bridge 2>/dev/null || continue
	waiting=
	# What waits holds our output open: it has to go, too.
	trap 'kill $waiting 2>/dev/null; ip link delete "$link"' EXIT
	trap 'exit 0' TERM INT
	services=198.51.100.$((100 + number * 2))
	ip address add "$services/32" dev "$link"
	ip link set "$link" up
	printf '%s %s\n' "$services" "198.51.100.$((101 + number * 2))"
	while true; do
		sleep 3600 &
		waiting=$!
		wait "$waiting" || true
	done
done
echo 'Sixty worlds exist on this computer already.' >&2
exit 1
