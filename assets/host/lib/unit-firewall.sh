# shellcheck shell=bash
# firewall: UFW lets in SSH, HTTP and HTTPS; everything else is refused.

# The ports that must be open: sshd's own, wherever it listens, and nginx's.
open_ports() {
	sshd -T 2>/dev/null | awk '$1 == "port" {print $2}'
	printf '80\n443\n'
}

inspect_firewall() {
	local status port missing='' ports
	has_program ufw || report absent 'UFW is not installed'
	status=$(ufw status verbose)
	[[ $status == *'Status: active'* ]] || report absent 'UFW is not active'
	[[ $status == *'Default: deny (incoming)'* ]] || report drifted 'UFW lets in what no rule names' 'The default for incoming connections is not deny.'
	ports=$(open_ports)
	for port in $ports; do
		grep -Eq "^$port/tcp +ALLOW IN +Anywhere" <<<"$status" || missing+=" $port"
	done
	[[ -z $missing ]] || report drifted "UFW without$missing" "The ports$missing are not open."
	systemctl --quiet is-enabled ufw || report drifted 'UFW does not start at boot' 'ufw.service is not enabled.'
	report ok "UFW denies all but ${ports//$'\n'/ }"
}

apply_firewall() {
	local port
	has_program ufw || ensure_packages ufw
	# SSH first, so that no moment shuts the operator out.
	for port in $(open_ports); do
		perform ufw allow "$port/tcp" || fail FIREWALL_FAILED "UFW refused to open port $port." 'See: ufw status verbose'
	done
	perform ufw default deny incoming || fail FIREWALL_FAILED 'UFW refused its default.' 'See: ufw status verbose'
	perform ufw --force enable || fail FIREWALL_FAILED 'UFW could not be switched on.' 'See: ufw status verbose'
	systemctl --quiet enable ufw 2>/dev/null || true
	changed "opened only ports $(open_ports | paste -sd' ')"
}
