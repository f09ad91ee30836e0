# shellcheck shell=bash
# How a machine is kept in a container: its own network, its own cgroups, its own systemd.

# Prints the folders of the cgroups called NAME: one in each hierarchy of version 1, or the one of version 2.
cgroups() {
	if [[ -e /sys/fs/cgroup/cgroup.controllers ]]; then
		printf '%s\n' "/sys/fs/cgroup/$1"
	else
		printf '%s\n' /sys/fs/cgroup/*/ | sed "s|\$|$1|"
	fi
}

# Makes the cgroups of a machine, so that its systemd and Docker never see ours.
make_cgroups() {
	local group
	while read -r group; do
		mkdir -p "$group"
		[[ $group != */cpuset/* ]] || cat "${group%/*}/cpuset.cpus" >"$group/cpuset.cpus"
		[[ $group != */cpuset/* ]] || cat "${group%/*}/cpuset.mems" >"$group/cpuset.mems"
	done < <(cgroups "$1")
}

remove_cgroups() {
	local group
	while read -r group; do
		find "$group" -depth -type d -exec rmdir {} + 2>/dev/null
	done < <(cgroups "$1")
}

# Becomes a container in the network namespace and the cgroups NAME: run_container NAME ROOT [nspawn's arguments and command…].
run_container() {
	local label=$1 folder=$2 group
	shift 2
	while read -r group; do echo "$BASHPID" >"$group/cgroup.procs"; done < <(cgroups "$label")
	exec env SYSTEMD_NSPAWN_API_VFS_WRITABLE=network systemd-nspawn -D "$folder" --machine="$label" --register=no --keep-unit \
		--network-namespace-path="/run/netns/$label" --resolv-conf=off --timezone=off --console=pipe \
		--capability=all --drop-capability=CAP_SYS_MODULE,CAP_SYS_RAWIO,CAP_SYS_TIME --system-call-filter='@keyring bpf' \
		"$@" </dev/null
}
