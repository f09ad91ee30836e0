# shellcheck shell=bash
# Security upgrades: what apt and systemd really do, whatever file says so.

# Of several files, the last one that names a setting decides.
upgrades_file=$prefix/etc/apt/apt.conf.d/zz-wasper-upgrades
# The name of ours in earlier releases of this program.
former_upgrades_file=$prefix/etc/apt/apt.conf.d/60wasper-upgrades

upgrade_timers=(apt-daily.timer apt-daily-upgrade.timer)

upgrades_text='// Security upgrades at night; rebooting is left to the operator.
APT::Periodic::Enable "1";
APT::Periodic::Update-Package-Lists "1";
APT::Periodic::Unattended-Upgrade "1";
Unattended-Upgrade::Automatic-Reboot "false";'

# Prints why no security upgrades are installed; nothing when they are.
upgrades_off() {
	local settings name
	settings=$(apt-config dump)
	for name in Enable Update-Package-Lists Unattended-Upgrade; do
		[[ $settings != *"APT::Periodic::$name \"0\""* ]] || printf 'APT::Periodic::%s is 0\n' "$name"
	done
	[[ $settings == *'APT::Periodic::Unattended-Upgrade '* ]] || printf 'APT::Periodic::Unattended-Upgrade is not set\n'
	grep -qiE '^Unattended-Upgrade::(Allowed-Origins|Origins-Pattern)::.*security' <<<"$settings" || printf 'no origin of security upgrades is allowed\n'
	for name in "${upgrade_timers[@]}"; do
		systemctl --quiet is-active "$name" || printf '%s is not active\n' "$name"
	done
}

enable_upgrades() {
	local name reasons
	rm -f "$former_upgrades_file"
	if write_file "$upgrades_file" 0644 "$upgrades_text"; then changed 'enabled automatic security upgrades'; fi
	for name in "${upgrade_timers[@]}"; do
		systemctl --quiet is-active "$name" || {
			systemctl --quiet unmask "$name" || true
			perform systemctl enable --now "$name" || true
			changed "started $name"
		}
	done
	reasons=$(upgrades_off | paste -sd, | sed 's/,/, /g')
	[[ -z $reasons ]] || fail UPGRADES_OFF "Security upgrades are not installed automatically: $reasons." "Look for the setting with: grep -rE 'APT::Periodic|Unattended-Upgrade' /etc/apt. Correct it, then run the same command again."
}
