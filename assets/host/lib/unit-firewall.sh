# shellcheck shell=bash
# firewall: UFW allows SSH, HTTP and HTTPS in; everything else is denied, but for what others have allowed.

web_ports=(80 443)

drop_rule='Look for the rule with sudo ufw status numbered, and delete it with sudo ufw delete NUMBER; then run the same command again.'

# Prints the ports that must be open: those on which sshd listens, and nginx's.
open_ports() {
	ssh_ports
	printf '%s\n' "${web_ports[@]}"
}

ssh_ports() {
	sshd_settings | awk '$1 == "port" {print $2}'
}

inspect_firewall() {
	local rules allowed port missing='' others
	has_program ufw || report absent not-installed 'UFW is not installed' || return
	rules=$(firewall_rules)
	[[ $rules == *'-N ufw-user-input'* ]] || report absent not-active 'UFW is not active' || return
	[[ $rules == *'-P INPUT DROP'* ]] || report drifted default-not-deny 'UFW allows incoming connections by default' 'The default policy for incoming connections is not deny.'
	[[ $rules != *'-P INPUT6 ACCEPT'* ]] || report drifted open-over-ipv6 'UFW does not cover IPv6' 'The default policy for incoming connections over IPv6 is not deny.'
	allowed=$(allowed_in "$rules")
	for port in $(open_ports); do
		is_open "$port" || missing+=" $port"
	done
	[[ -z $missing ]] || report drifted ports-closed "closed ports:$missing" "UFW does not allow connections to the ports$missing."
	report_denied
	{ grep -qx 'ENABLED=yes' "$prefix/etc/ufw/ufw.conf" && systemctl --quiet is-enabled ufw; } || report drifted not-enabled 'UFW does not start at boot' 'UFW would be off after a reboot.'
	others=$({
		[[ -z $allowed ]] || grep -vxF -f <(open_ports | sed 's|$|/tcp|') <<<"$allowed" || true
		published_by_others
	} | paste -sd'|' | sed 's/|/, /g')
	report_ok "UFW denies all but $(ports_for_everybody)${others:+; others allow $others}"
}

# Whether `allowed` has the port: for everybody, or, of SSH, for those whom somebody chose.
is_open() {
	grep -qxF "$1/tcp" <<<"$allowed" || { ! is_one_of "$1" "${web_ports[@]}" && grep -qE "^$1/tcp( |$)" <<<"$allowed"; }
}

# Prints those of our ports that are open to everybody.
ports_for_everybody() {
	local port
	for port in $(open_ports); do ! grep -qxF "$port/tcp" <<<"$allowed" || printf '%s\n' "$port"; done | paste -sd' '
}

# A rule of others is left to them.
report_denied() {
	local port denied=''
	for port in "${web_ports[@]}"; do ! is_denied "$rules" "$port" || denied+=" $port"; done
	[[ -z $denied ]] || report broken ports-denied "denied by a rule of others:$denied" "A rule of UFW denies connections to the ports$denied before they are allowed." "$drop_rule"
}

apply_firewall() {
	local port allowed rules opened=''
	refuse_taken_ports
	has_program ufw || ensure_packages ufw
	# SSH first, so that the operator is never locked out.
	allowed=$(allowed_in "$(firewall_rules)")
	for port in $(open_ports); do
		! is_open "$port" || continue
		perform ufw allow "$port/tcp" || fail FIREWALL_FAILED "UFW could not open port $port." 'See: ufw status verbose'
		opened+=" $port"
	done
	perform ufw default deny incoming || fail FIREWALL_FAILED 'UFW could not set its default policy.' 'See: ufw status verbose'
	cover_ipv6
	perform ufw --force enable || fail FIREWALL_FAILED 'UFW could not be enabled.' 'See: ufw status verbose'
	systemctl --quiet enable ufw 2>/dev/null || true
	changed "denied incoming connections by default${opened:+, opened the ports$opened}"
	rules=$(firewall_rules)
	for port in "${web_ports[@]}"; do
		! is_denied "$rules" "$port" || fail FIREWALL_DENIES "A rule of UFW denies connections to port $port before they are allowed." "$drop_rule"
	done
}

cover_ipv6() {
	local defaults=$prefix/etc/default/ufw
	! grep -qx 'IPV6=no' "$defaults" || {
		sed -i 's/^IPV6=no$/IPV6=yes/' "$defaults"
		perform ufw reload || true
		changed 'let UFW cover IPv6'
	}
}
