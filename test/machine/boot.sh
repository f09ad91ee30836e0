#!/usr/bin/env bash
# Boots one machine in a container with its own systemd, network and disk, and keeps it until SIGTERM.
# Environment: NAME, WORK (empty folder, or one that was booted from before), ROOT (from root.sh), SEED (folder with user-data and meta-data),
# DISK (image file, may be absent), ARCHIVES (kept apt packages). Prints `booting ADDRESS GATEWAY`.
set -euo pipefail

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
cable=
controllers=()
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
}

make_root() {
	# A folder that was booted from before has its files, and their owners, already.
	if [[ ! -d $WORK/upper ]]; then
		mkdir -p "$WORK/upper"
		cp -a "$here/guest/." "$WORK/upper/"
		chown -R 0:0 "$WORK/upper"
	fi
	mkdir -p "$WORK"/{overlay,root,docker,archives}
	cp -l "$ARCHIVES"/*.deb "$WORK/archives/" 2>/dev/null || true
	mkdir -p "$WORK/upper/var/lib/cloud/seed/nocloud" "$WORK/upper/etc/apt/apt.conf.d"
	cp "$SEED"/* "$WORK/upper/var/lib/cloud/seed/nocloud/"
	printf 'Acquire::http::Proxy "http://%s:3142";\n' "$outer" >"$WORK/upper/etc/apt/apt.conf.d/90proxy"
	printf 'nameserver %s\n' "$outer" >"$WORK/upper/etc/resolv.conf"
	printf '127.0.0.1 localhost\n127.0.1.1 %s\n' "$NAME" >"$WORK/upper/etc/hosts"
	printf '%s\n' "$NAME" >"$WORK/upper/etc/hostname"
	mount -t overlay overlay -o "lowerdir=$ROOT,upperdir=$WORK/upper,workdir=$WORK/overlay" "$WORK/root"
}

# The machine lives in cgroups of its own, so that its systemd and Docker never see ours.
enter_cgroups() {
	local controller
	for controller in /sys/fs/cgroup/*/; do
		mkdir -p "$controller$NAME"
		controllers+=("$controller$NAME")
		[[ $controller != */cpuset/ ]] || cat "${controller}cpuset.cpus" >"$controller$NAME/cpuset.cpus"
		[[ $controller != */cpuset/ ]] || cat "${controller}cpuset.mems" >"$controller$NAME/cpuset.mems"
	done
}

start_machine() {
	# shellcheck disable=SC2054 # The commas belong to nspawn.
	local arguments=(-D "$WORK/root" --machine="$NAME" --boot --register=no --keep-unit
		--network-namespace-path="/run/netns/$NAME" --resolv-conf=off --timezone=off --console=pipe
		--bind="$WORK/docker:/var/lib/docker" --bind="$WORK/archives:/var/cache/apt/archives"
		--capability=all --drop-capability=CAP_SYS_MODULE,CAP_SYS_RAWIO,CAP_SYS_TIME
		--system-call-filter='@keyring bpf')
	[[ -z $loop ]] || arguments+=(--bind="$loop:/dev/azure-lun0")
	(
		local group
		for group in "${controllers[@]}"; do echo "$BASHPID" >"$group/cgroup.procs"; done
		exec env SYSTEMD_NSPAWN_API_VFS_WRITABLE=network systemd-nspawn "${arguments[@]}" \
			SYSTEMD_CGROUP_ENABLE_LEGACY_FORCE=1 </dev/null >>"$WORK/console.log" 2>&1
	) &
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
	find "${controllers[@]}" -depth -type d -exec rmdir {} + 2>/dev/null
}

trap clean_up EXIT
trap stop_machine TERM INT
[[ -z ${DISK:-} ]] || loop=$(losetup --find --show "$DISK")
make_network
make_root
enter_cgroups
printf 'booting %s %s\n' "$inner" "$outer"
while true; do
	start_machine
	code=0
	wait "$machine" || code=$?
	# 133 is a reboot asked for inside; anything else is the end.
	[[ $code -eq 133 ]] || exit 0
	reset_network
done
