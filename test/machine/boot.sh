#!/usr/bin/env bash
# Boots one machine in a container with its own systemd, network and disk, and keeps it until SIGTERM.
# Environment: NAME, WORK (empty folder, or one that was booted from before), ROOT (from root.sh), SEED (folder with user-data and meta-data),
# DISK (image file, may be absent), ADDRESS (a second one, may be absent), ARCHIVES (kept apt packages). Prints `booting ADDRESS GATEWAY`.
set -euo pipefail

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
# shellcheck source=test/machine/container.sh
source "$here/container.sh"
cable=
loop=
machine=

# The first free network of documentation addresses; the name of its cable is the reservation.
make_network() {
	local slot
	ip netns add "$NAME"
	for ((slot = 0; slot < 63; slot++)); do
		if ip link add "wasper-$slot" type veth peer name host0 netns "$NAME" 2>/dev/null; then
			cable=wasper-$slot
			break
		fi
	done
	outer=203.0.113.$((slot * 4 + 1))
	inner=203.0.113.$((slot * 4 + 2))
	ip address add "$outer/30" dev "$cable"
	ip link set "$cable" up
	nsenter --net="/run/netns/$NAME" bash -euc "
		ip link set lo up
		ip address add '$inner/30' dev host0
		ip link set host0 up
		ip route add default via '$outer'"
	[[ -z ${ADDRESS:-} ]] || {
		nsenter --net="/run/netns/$NAME" ip address add "$ADDRESS/32" dev host0
		ip route replace "$ADDRESS" via "$inner"
	}
}

make_root() {
	# A folder that was booted from before has its files, and their owners, already.
	if [[ ! -d $WORK/upper ]]; then
		mkdir -p "$WORK/upper"
		cp -a "$here/guest/." "$WORK/upper/"
		chown -R 0:0 "$WORK/upper"
	fi
	mkdir -p "$WORK"/{overlay,root,docker,containerd,archives}
	cp -l "$ARCHIVES"/*.deb "$WORK/archives/" 2>/dev/null || true
	mkdir -p "$WORK/upper/var/lib/cloud/seed/nocloud" "$WORK/upper/etc/apt/apt.conf.d"
	cp "$SEED"/* "$WORK/upper/var/lib/cloud/seed/nocloud/"
	printf 'Acquire::http::Proxy "http://%s:3142";\n' "$outer" >"$WORK/upper/etc/apt/apt.conf.d/90proxy"
	printf 'nameserver %s\n' "$outer" >"$WORK/upper/etc/resolv.conf"
	printf '127.0.0.1 localhost\n127.0.1.1 %s\n' "$NAME" >"$WORK/upper/etc/hosts"
	printf '%s\n' "$NAME" >"$WORK/upper/etc/hostname"
	mount -t overlay overlay -o "lowerdir=$ROOT,upperdir=$WORK/upper,workdir=$WORK/overlay" "$WORK/root"
}

start_machine() {
	# Images can't lie on an overlay: Docker keeps them in its own folder, from version 29 on in containerd's.
	local arguments=(--bind="$WORK/docker:/var/lib/docker" --bind="$WORK/containerd:/var/lib/containerd"
		--bind="$WORK/archives:/var/cache/apt/archives")
	[[ -z $loop ]] || arguments+=(--bind="$loop:/dev/azure-lun0")
	# The last word lets systemd 257 live with cgroups of version 1.
	run_container "$NAME" "$WORK/root" "${arguments[@]}" --boot SYSTEMD_CGROUP_ENABLE_LEGACY_FORCE=1 >>"$WORK/console.log" 2>&1 &
	machine=$!
}

# A stop signal goes to the guest's own init; signalling nspawn would orphan the guest.
stop_machine() {
	trap '' TERM INT
	local init
	init=$(pgrep -P "$machine" -o || true)
	[[ -z $init ]] || kill -s RTMIN+4 "$init" 2>/dev/null || true
	timeout 20 tail --pid="$machine" -f /dev/null || kill -KILL ${init:+"$init"} "$machine" 2>/dev/null || true
	exit 0
}

# What a reboot of a real machine would empty.
reset_network() {
	# shellcheck disable=SC2016 # The inner shell expands.
	nsenter --net="/run/netns/$NAME" bash -c '
		nft flush ruleset
		for link in $(ip -o link show type bridge | cut -d: -f2) $(ip -o link show type veth | cut -d: -f2 | grep -v host0 | cut -d@ -f1); do
			ip link delete "$link" || true
		done' 2>>"$WORK/console.log"
}

clean_up() {
	set +e
	umount "$WORK/root"
	cp -nl "$WORK"/archives/*.deb "$ARCHIVES/" 2>/dev/null
	[[ -z $loop ]] || losetup --detach "$loop"
	[[ -z $cable ]] || ip link delete "$cable" 2>/dev/null
	ip netns delete "$NAME"
	remove_cgroups "$NAME"
}

trap clean_up EXIT
trap stop_machine TERM INT
[[ -z ${DISK:-} ]] || loop=$(losetup --find --show "$DISK")
make_network
make_root
make_cgroups "$NAME"
printf 'booting %s %s\n' "$inner" "$outer"
while true; do
	start_machine
	code=0
	wait "$machine" || code=$?
	# 133 is a reboot asked for inside; anything else is the end.
	[[ $code -eq 133 ]] || exit 0
	reset_network
done
