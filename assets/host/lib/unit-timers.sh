# shellcheck shell=bash
# timers: the renewal of the certificate.

timer_units=(wasper-renew.service wasper-renew.timer)

inspect_timers() {
	local name stale=''
	local -A values=()
	[[ -e /etc/systemd/system/wasper-renew.timer ]] || report absent not-installed 'not installed yet' || return
	for name in "${timer_units[@]}"; do
		file_is "/etc/systemd/system/$name" 0644 "$(render "systemd/$name")" || stale+=" $name"
	done
	[[ -z $stale ]] || report drifted files-differ "files differ:$stale" "These systemd units are missing or were changed:$stale."
	[[ $(systemctl is-enabled wasper-renew.timer) == enabled && $(systemctl is-active wasper-renew.timer) == active ]] ||
		report drifted not-active 'the renewal timer is off' 'wasper-renew.timer is not enabled and active.'
	report_ok "next renewal check: $(systemctl show --property=NextElapseUSecRealtime --value wasper-renew.timer)"
}

apply_timers() {
	local name
	local -A values=()
	for name in "${timer_units[@]}"; do
		if write_file "/etc/systemd/system/$name" 0644 "$(render "systemd/$name")"; then changed "wrote $name"; fi
	done
	systemctl daemon-reload
	# certbot's own timer would find nothing to renew.
	systemctl --quiet disable --now certbot.timer 2>/dev/null || true
	perform systemctl enable --now wasper-renew.timer || fail TIMER_FAILED 'The renewal timer could not be started.' 'See: journalctl -u wasper-renew.timer'
	changed 'started the renewal timer'
}
