# shellcheck shell=bash
# firewall: UFW lets in SSH, HTTP and HTTPS; everything else is refused.

# The ports that must be open: sshd's own, wherever it listens, and nginx's.
open_ports() {
	sshd_settings | awk '$1 == "port" {print $2}'
	printf '80\n443\n'
}

# The kernel's own rules are looked at: a list of UFW's says what should be.
inspect_firewall() {
	local rules port missing='' ports
	has_program ufw || report absent 'UFW is not installed'
	rules=$(iptables -S)
	[[ $rules == *'-N ufw-user-input'* ]] || report absent 'UFW is not active'
	[[ $rules == *'-P INPUT DROP'* ]] || report drifted 'UFW lets in what no rule names' 'The default for incoming connections is not deny.'
	ports=$(open_ports)
	for port in $ports; do
		[[ $rules == *"-A ufw-user-input -p tcp -m tcp --dport $port -j ACCEPT"* ]] || missing+=" $port"
	done
	[[ -z $missing ]] || report drifted "UFW without$missing" "The ports$missing are not open."
	{ grep -qx 'ENABLED=yes' /etc/ufw/ufw.conf && systemctl --quiet is-enabled ufw; } || report drifted 'UFW does not start at boot' 'UFW would not come back after a reboot.'
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
