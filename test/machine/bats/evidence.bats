bats_require_minimum_version 1.5.0

# Every word of evidence is read from the running system: each test breaks one of them, and leaves our own files as they should be.
setup() {
	load load
	load_wasperctl
	settings '{"dataDisk":"none"}'
	mkdir -p "$prefix"/etc/{ufw,default,ssh/sshd_config.d,fail2ban/jail.d,apt/apt.conf.d,sysctl.d}
	printf 'ENABLED=yes\n' >"$prefix/etc/ufw/ufw.conf"
	has_program() { :; }
	systemctl() { :; }
	in_container() { return 1; }
	timedatectl() { printf 'yes\n'; }
	swapon() { printf '2G\n'; }
	rules '-P INPUT DROP' '-N ufw-user-input' "$(allow 22)" "$(allow 80)" "$(allow 443)"
	ip6tables() { printf -- '-P INPUT DROP\n'; }
	effective passwordauthentication no kbdinteractiveauthentication no permitemptypasswords no permitrootlogin prohibit-password
	fail2ban-client() { :; }
	guard_is_loaded() { :; }
	systemd-analyze() { printf 'SystemMaxUse=500M\n'; }
	upgrades 1 '"Debian-Security"'
	missing_packages() { :; }
	dpkg_is_interrupted() { return 1; }
	refuse_taken_ports() { :; }
	write_ours
}

allow() { printf -- '-A ufw-user-input -p tcp -m tcp --dport %s -j ACCEPT' "$1"; }

rules() {
	kernel_rules=$(printf '%s\n' "$@")
	iptables() { if [[ $1 == -S ]]; then printf '%s\n' "$kernel_rules"; fi; }
}

# What sshd -T prints.
effective() {
	effective_settings=$(printf 'port 22\n' && printf '%s %s\n' "$@")
	sshd() { printf '%s\n' "$effective_settings"; }
}

upgrades() {
	apt_settings="APT::Periodic::Update-Package-Lists \"1\";
APT::Periodic::Unattended-Upgrade \"$1\";
Unattended-Upgrade::Origins-Pattern:: $2;"
	apt-config() { printf '%s\n' "$apt_settings"; }
}

write_ours() {
	local entry
	local -A values=()
	for entry in "${hardening_files[@]}"; do write_file "${entry%:*}" 0644 "$(render "${entry#*:}")" || true; done
	write_file "$upgrades_file" 0644 "$upgrades_text" || true
	write_file "$prefix/etc/sysctl.d/60-wasper.conf" 0644 "$memory_text" || true
}

evidence_of() { report_evidence "$(inspect_unit "$1")"; }

codes() { report_json "$1" "$(inspect_unit "$1")" | jq --raw-output '.findings[].code' | paste -sd' '; }

@test "a machine that is in order is said to be in order, with what was seen" {
	[ "$(evidence_of firewall)" = 'UFW denies all but 22 80 443' ]
	[ "$(evidence_of hardening)" = 'SSH by key only, fail2ban watches sshd, journal up to 500M, metadata address blocked for containers' ]
	[ "$(evidence_of base)" = 'packages, security upgrades, clock synchronized by chrony, swap 2G' ]
}

@test "ports that others opened are named: by rules of UFW, before UFW, and by containers" {
	rules '-P INPUT DROP' '-N ufw-user-input' '-A INPUT -i eth1 -j ACCEPT' "$(allow 22)" "$(allow 80)" "$(allow 443)" \
		"$(allow 5432)" '-A ufw-user-input -s 10.0.0.0/8 -p tcp -m multiport --dports 6379,6380 -j ACCEPT'
	published_by_others() { printf '9000/tcp by a container\n'; }
	[ "$(evidence_of firewall)" = 'UFW denies all but 22 80 443; others allow everything on eth1, 5432/tcp, 6379,6380/tcp from 10.0.0.0/8, 9000/tcp by a container' ]
}

@test "what containers publish past UFW is read from Docker's rules, without what only this machine can reach" {
	iptables() {
		printf '%s\n' '-N DOCKER' '-A DOCKER ! -i wasper0 -p tcp -m tcp --dport 443 -j DNAT --to-destination 172.31.240.13:443' \
			'-A DOCKER ! -i br0 -p tcp -m tcp --dport 5432 -j DNAT --to-destination 172.18.0.2:5432' \
			'-A DOCKER -d 127.0.0.1/32 ! -i br0 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 172.18.0.3:80'
	}
	[ "$(published_by_others)" = '5432/tcp by a container' ]
}

@test "SSH that somebody restricted to a network is not opened to everybody, and not said to be" {
	rules '-P INPUT DROP' '-N ufw-user-input' '-A ufw-user-input -s 198.51.100.0/24 -p tcp -m tcp --dport 22 -j ACCEPT' "$(allow 80)" "$(allow 443)"
	[ "$(evidence_of firewall)" = 'UFW denies all but 80 443; others allow 22/tcp from 198.51.100.0/24' ]
	perform() { printf '%s\n' "$*"; }
	[[ $(apply_firewall) != *'ufw allow 22'* ]]
}

@test "a rule that denies HTTPS before ours is found, and left to the operator" {
	rules '-P INPUT DROP' '-N ufw-user-input' "$(allow 22)" '-A ufw-user-input -p tcp -m multiport --dports 443,8443 -j DROP' "$(allow 80)" "$(allow 443)"
	[ "$(codes firewall)" = host.firewall.ports-denied ]
	perform() { :; }
	run -1 apply_firewall
	[[ $output == *FIREWALL_DENIES* ]]
}

@test "IPv6 that UFW leaves open is found, and covered" {
	[[ -e /proc/net/if_inet6 ]] || skip 'no IPv6 here'
	ip6tables() { printf -- '-P INPUT ACCEPT\n'; }
	[ "$(codes firewall)" = host.firewall.open-over-ipv6 ]
	printf 'IPV6=no\n' >"$prefix/etc/default/ufw"
	perform() { :; }
	apply_firewall >/dev/null
	grep -qx 'IPV6=yes' "$prefix/etc/default/ufw"
}

@test "each setting of sshd that lets somebody in without a key is found, with the file that overrides ours" {
	printf 'PermitRootLogin yes\n' >"$sshd_main"
	for setting in 'passwordauthentication yes' 'kbdinteractiveauthentication yes' 'permitemptypasswords yes' 'permitrootlogin yes'; do
		# shellcheck disable=SC2086 # Keyword and value.
		effective $setting
		[ "$(codes hardening)" = "host.hardening.sshd-${setting% *}" ]
	done
	[[ $(evidence_of hardening) == *"($sshd_main)" ]]
}

@test "settings of sshd that others override are put first" {
	printf 'PermitRootLogin yes\nInclude /etc/ssh/sshd_config.d/*.conf\n' >"$sshd_main"
	put_own_settings_first >/dev/null
	put_own_settings_first >/dev/null
	[ "$(grep -v '^#' "$sshd_main")" = "$(printf '%s\n' "Include $sshd_own" 'PermitRootLogin yes' 'Include /etc/ssh/sshd_config.d/*.conf')" ]
}

@test "sshd that does not answer is not said to be safe" {
	sshd() { return 1; }
	[ "$(codes hardening)" = host.hardening.sshd-not-read ]
}

@test "a Match block that allows passwords is named" {
	printf 'Port 22\nMatch User sftp\n\tPasswordAuthentication yes\n' >"$sshd_main"
	[[ $(evidence_of hardening) == "SSH by key only, but for Match blocks in $sshd_main, "* ]]
}

@test "fail2ban without a jail for sshd is found, with the file that turned it off" {
	fail2ban-client() { [[ $1 == ping ]]; }
	printf '[sshd]\nenabled = false\n' >"$prefix/etc/fail2ban/jail.local"
	[ "$(codes hardening)" = host.hardening.fail2ban-not-watching ]
	[[ $(other_jails) == *jail.local ]]
}

@test "security upgrades that another file, a stopped timer or a missing origin turns off are found" {
	upgrades 0 '"Debian-Security"'
	[ "$(codes base)" = host.base.security-upgrades-off ]
	upgrades 1 '"Debian"'
	[ "$(codes base)" = host.base.security-upgrades-off ]
	upgrades 1 '"Debian-Security"'
	systemctl() { [[ $* != *is-active*apt-daily-upgrade.timer* ]]; }
	[ "$(evidence_of base)" = 'security upgrades are off: apt-daily-upgrade.timer is not active' ]
}

@test "security upgrades that stay off after our settings are an error that says why" {
	upgrades 0 '"Debian-Security"'
	run -1 enable_upgrades
	[[ $output == *UPGRADES_OFF*'APT::Periodic::Unattended-Upgrade is 0'* ]]
}

@test "a clock service that does not run is found, and a clock that is not synchronized is not said to be" {
	systemctl() { [[ $* != *is-active*chrony* ]]; }
	[ "$(codes base)" = host.base.clock-not-synchronized ]
	systemctl() { :; }
	timedatectl() { printf 'no\n'; }
	[[ $(evidence_of base) == *'chrony has not synchronized the clock yet'* ]]
}

@test "a longer journal than ours is said as it is" {
	systemd-analyze() { printf 'SystemMaxUse=500M\nSystemMaxUse=8G\n'; }
	[[ $(evidence_of hardening) == *'journal up to 8G'* ]]
}

@test "a container of another image is found" {
	remembered_engine=27
	remembered_containers=''
	for service in "${services[@]}"; do remembered_containers+="$service running/healthy $(service_image "$service")"$'\n'; done
	mkdir -p "$stack_folder"
	touch "$stack_folder/compose.yaml"
	each_stack_file() { :; }
	probe_token() { printf x; }
	[ "$(codes stack)" = '' ]
	remembered_containers=${remembered_containers/activepieces:0.85.2/activepieces:0.71.2}
	[ "$(codes stack)" = host.stack.other-image ]
}
