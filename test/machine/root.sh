#!/usr/bin/env bash
# Makes (once) and prints the root file system that test machines boot from: root.sh SUITE. With --check it only says,
# by its exit code, whether that one is there or can be had. It is as bare as a cloud image: wasperctl has everything
# else to install.
set -euo pipefail

# shellcheck source=test/machine/packages.sh
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/packages.sh"
suite=$1
packages=systemd,systemd-sysv,udev,dbus,libpam-systemd,openssh-server,sudo,cloud-init,iproute2,iptables,nftables,curl,ca-certificates,e2fsprogs,procps,kmod,cron,python3$(system "$suite" packages)
# shellcheck disable=SC2154 # From packages.sh.
root=$cache/root-$suite-$(sha256sum <<<"$packages" | cut -c1-12)

if [[ ${2:-} == --check ]]; then
	[[ -d $root ]] || mirror_has "$suite"
	exit
fi
if [[ ! -d $root ]]; then
	take_turns
	[[ -d $root ]] || make_root_folder "$suite" "$root" "$packages"
fi
printf '%s\n' "$root"
