# shellcheck shell=bash
# base: packages that everything else needs, swap, security upgrades, clock.

base_packages=(ca-certificates curl jq openssl ufw fail2ban python3-systemd unattended-upgrades certbot bind9-dnsutils logrotate)
time_services=(chrony systemd-timesyncd ntpsec)

memory_text='# Redis forks to save; swap only when memory is really short.
vm.overcommit_memory = 1
vm.swappiness = 10'

inspect_base() {
	local missing upgrades
	mapfile -t missing < <(missing_packages "${base_packages[@]}")
	((${#missing[@]} == 0)) || [[ $(cloud_init_state) != running ]] || report absent cloud-init-running 'cloud-init is still running' || return
	((${#missing[@]} < ${#base_packages[@]} / 2)) || report absent packages-missing 'base packages are not installed' || return
	((${#missing[@]} == 0)) || report drifted packages-missing "missing packages: ${missing[*]}" "The packages ${missing[*]} are not installed."
	! dpkg_is_interrupted || report broken dpkg-interrupted 'dpkg was interrupted' 'dpkg was interrupted: no package can be installed, and no security upgrade, until its work is finished.'
	upgrades=$(upgrades_off | paste -sd, | sed 's/,/, /g')
	[[ -z $upgrades ]] || report drifted security-upgrades-off "security upgrades are off: $upgrades" "Security upgrades are not installed automatically: $upgrades."
	file_is "$upgrades_file" 0644 "$upgrades_text" ||
		report drifted security-upgrades-file 'the settings for security upgrades differ' "$upgrades_file is missing or was changed."
	file_is "$prefix/etc/sysctl.d/60-wasper.conf" 0644 "$memory_text" ||
		report drifted kernel-settings 'kernel memory settings differ' 'The kernel memory settings for Redis are missing.'
	time_is_kept || report drifted clock-not-synchronized 'the clock is not synchronized' 'No time synchronization service is enabled and running.'
	has_swap || report drifted no-swap 'no swap' 'There is no swap: when memory runs out, processes are killed.'
	report_ok "packages, security upgrades, $(clock_evidence), $(swap_evidence)$(reboot_evidence)"
}

apply_base() {
	wait_for_cloud_init
	finish_dpkg
	ensure_packages "${base_packages[@]}"
	enable_upgrades
	if write_file "$prefix/etc/sysctl.d/60-wasper.conf" 0644 "$memory_text"; then
		perform sysctl --quiet --load="$prefix/etc/sysctl.d/60-wasper.conf" || in_container || fail SYSCTL_REFUSED 'The kernel rejected the memory settings.' "See: sysctl --load $prefix/etc/sysctl.d/60-wasper.conf"
		changed 'set the kernel memory settings for Redis'
	fi
	time_is_kept || keep_time
	has_swap || make_swap
}

# cloud-init holds the lock of apt for its first minutes; ten are more than it ever needs.
wait_for_cloud_init() {
	has_program cloud-init || return 0
	local deadline=$((SECONDS + 600))
	while [[ $(cloud_init_state) == running ]]; do
		((SECONDS < deadline)) || fail CLOUD_INIT_STUCK 'cloud-init did not finish within ten minutes.' 'See /var/log/cloud-init-output.log on the machine.'
		say 'Waiting for cloud-init to finish.'
		sleep 3
	done
}

# Prints the enabled service that synchronizes the clock.
time_service() {
	local name
	for name in "${time_services[@]}"; do
		if systemctl --quiet is-enabled "$name" 2>/dev/null; then
			printf '%s' "$name"
			return
		fi
	done
}

# A container has the clock of its host; its own service is enabled, and does not run.
time_is_kept() {
	[[ -n $(time_service) ]] && { in_container || systemctl --quiet is-active "$(time_service)"; }
}

keep_time() {
	[[ -n $(time_service) ]] || ensure_packages systemd-timesyncd
	in_container || perform systemctl start "$(time_service)" || fail CLOCK_FAILED "$(time_service) could not be started." "See: journalctl -u $(time_service)"
	changed "started $(time_service)"
}

clock_evidence() {
	if in_container; then
		printf 'clock of the container host'
	elif [[ $(timedatectl show --property=NTPSynchronized --value) == yes ]]; then
		printf 'clock synchronized by %s' "$(time_service)"
	else
		printf '%s has not synchronized the clock yet' "$(time_service)"
	fi
}

in_container() {
	systemd-detect-virt --quiet --container
}

# A container uses the swap of its host and can't have its own.
has_swap() {
	[[ -n $(swapon --show --noheadings) ]] || in_container
}

swap_evidence() {
	if in_container; then
		printf 'swap managed by the container host'
	else
		printf 'swap %s' "$(swapon --show=SIZE --noheadings | paste -sd+)"
	fi
}

# Rebooting is left to the operator.
reboot_evidence() {
	local packages=$prefix/run/reboot-required.pkgs
	[[ ! -e ${packages%.pkgs} ]] || printf ', a reboot is required%s' "$([[ ! -s $packages ]] || printf ' by %s' "$(sort -u "$packages" | paste -sd' ')")"
}

# Half the memory, from 1 to 4 GiB; all in MiB.
swap_size() {
	local half=$(($1 / 2))
	if ((half < 1024)); then half=1024; fi
	if ((half > 4096)); then half=4096; fi
	printf '%d' "$half"
}

memory_mib() {
	awk '/^MemTotal:/ {print int($2 / 1024)}' /proc/meminfo
}

make_swap() {
	local file=$prefix/swapfile size
	size=$(swap_size "$(memory_mib)")
	swapoff "$file" 2>/dev/null || true
	(
		umask 077
		fallocate --length "${size}MiB" "$file"
	)
	perform mkswap "$file" || fail SWAP_FAILED 'The swap file could not be created.' 'Check the free space of the OS disk, then run the same command again.'
	perform swapon "$file" || fail SWAP_FAILED 'The swap file could not be enabled.' 'Check the file system of the OS disk, then run the same command again.'
	grep -q "^$file " "$prefix/etc/fstab" || printf '%s none swap sw 0 0\n' "$file" >>"$prefix/etc/fstab"
	changed "created $size MiB of swap"
}
