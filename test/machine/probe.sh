#!/usr/bin/env bash
# Tries everything that a machine needs on a container that only runs `true`. Prints what this computer refuses; nothing
# when it refuses nothing. Takes a fifth of a second.
set -uo pipefail

# shellcheck source=test/machine/container.sh
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/container.sh"
name=wasper-probe-$$
work=$(mktemp -d)
loop=

clean_up() {
	[[ -z $loop ]] || losetup --detach "$loop"
	umount "$work/root"
	umount "$work"
	ip link delete "wpr$$"
	ip netns delete "$name"
	remove_cgroups "$name"
	rmdir "$work"
} 2>/dev/null

# try WHAT COMMAND…: ends the probe when the command fails.
try() {
	local what=$1 answer
	shift
	answer=$("$@" 2>&1 </dev/null) && return
	printf '%s: %s\n' "$what" "$(head -n 1 <<<"$answer")"
	exit
}

lay_root() {
	mount -t tmpfs wasper-probe "$work" &&
		mkdir "$work/upper" "$work/overlay" "$work/root" &&
		mount -t overlay overlay -o "lowerdir=/,upperdir=$work/upper,workdir=$work/overlay" "$work/root" &&
		truncate --size 1M "$work/disk"
}

trap clean_up EXIT
try "an overlay can't be mounted" lay_root
try "a loop device can't be had" losetup --find "$work/disk"
loop=$(losetup --noheadings --output NAME --associated "$work/disk")
try "a network namespace can't be made" ip netns add "$name"
try "a network cable can't be made" ip link add "wpr$$" type veth peer name host0 netns "$name"
try "the firewall of a network namespace can't be changed" nsenter --net="/run/netns/$name" nft add table inet probe
try "cgroups can't be made" make_cgroups "$name"
try "a container can't be started" run_container "$name" "$work/root" true
