#!/usr/bin/env bash
# Makes (once) and prints the root file system that test machines boot from.
# It is as bare as a cloud image: wasperctl has everything else to install.
set -euo pipefail

packages=systemd,systemd-sysv,udev,dbus,libpam-systemd,openssh-server,sudo,cloud-init,iproute2,iptables,nftables,curl,ca-certificates,e2fsprogs,procps,kmod,cron,python3
suite=trixie
cache=${XDG_CACHE_HOME:-$HOME/.cache}/create-wasper-azure/machine
key=$(sha256sum <<<"$suite $packages" | cut -c1-12)
root=$cache/root-$key

mkdir -p "$cache"
# Tests that start together build once.
exec 9>>"$cache/lock"
flock --timeout 280 9
if [[ ! -d $root ]]; then
	# Debian's mirror as this machine knows it.
	# shellcheck disable=SC2016 # apt expands it.
	mirror=$(apt-get indextargets --format '$(SITE)' 'Origin: Debian' | sort -u | head -n 1)
	building=$(mktemp -d "$cache/building.XXXXXX")
	mmdebstrap --quiet --variant=minbase --include="$packages" "$suite" "$building/root" "$mirror" >&2
	mv "$building/root" "$root"
	rmdir "$building"
fi
printf '%s\n' "$root"
