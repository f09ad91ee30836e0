# shellcheck shell=bash
# firewall: UFW allows SSH, HTTP and HTTPS in; everything else is denied.

# Prints the ports that must be open: those on which sshd listens, and nginx's.
open_ports() {
	sshd_settings | awk '$1 == "port" {print $2}'
	printf '80\n443\n'
}

# The rules of the kernel are what counts: UFW's own list only says what they should be.
inspect_firewall() {
	local rules port missing='' ports
	has_program ufw || report absent not-installed 'UFW is not installed' || return
	rules=$(iptables -S)
	[[ $rules == *'-N ufw-user-input'* ]] || report absent not-active 'UFW is not active' || return
	[[ $rules == *'-P INPUT DROP'* ]] || report drifted default-not-deny 'UFW allows incoming connections by default' 'The default policy for incoming connections is not deny.'
	ports=$(open_ports)
	for port in $ports; do
		[[ $rules == *"-A ufw-user-input -p tcp -m tcp --dport $port -j ACCEPT"* ]] || missing+=" $port"
	done
	[[ -z $missing ]] || report drifted ports-closed "closed ports:$missing" "UFW does not allow connections to the ports$missing."
	{ grep -qx 'ENABLED=yes' /etc/ufw/ufw.conf && systemctl --quiet is-enabled ufw; } || report drifted not-enabled 'UFW does not start at boot' 'UFW would be off after a reboot.'
	report_ok "UFW denies all but ${ports//$'\n'/ }"
}

apply_firewall() {
	local port
	has_program ufw || ensure_packages ufw
	# SSH first, so that the operator is never locked out.
	for port in $(open_ports); do
		perform ufw allow "$port/tcp" || fail FIREWALL_FAILED "UFW could not open port $port." 'See: ufw status verbose'
	done
	perform ufw default deny incoming || fail FIREWALL_FAILED 'UFW could not set its default policy.' 'See: ufw status verbose'
	perform ufw --force enable || fail FIREWALL_FAILED 'UFW could not be enabled.' 'See: ufw status verbose'
	systemctl --quiet enable ufw 2>/dev/null || true
	changed "opened only ports $(open_ports | paste -sd' ')"
}
