# shellcheck shell=bash
# hardening: keys only, guessers banned, logs bounded, containers away from the cloud's metadata.

# Path and template of each file; the first wins in sshd, so that ours sorts before cloud-init's.
hardening_files=(
	/etc/ssh/sshd_config.d/10-wasper.conf:sshd.conf
	/etc/fail2ban/jail.d/wasper.conf:fail2ban.conf
	/etc/systemd/journald.conf.d/60-wasper.conf:journald.conf
	/etc/wasper/metadata-guard.nft:metadata-guard.nft
	/etc/systemd/system/wasper-metadata-guard.service:systemd/wasper-metadata-guard.service
)

inspect_hardening() {
	local entry effective
	local -A values=()
	has_program fail2ban-client || report absent 'fail2ban is not installed'
	[[ -e ${hardening_files[0]%:*} ]] || report absent 'not done yet'
	for entry in "${hardening_files[@]}"; do
		file_is "${entry%:*}" 0644 "$(render "${entry#*:}")" || report drifted "${entry%:*} differs" "The file ${entry%:*} is not as it should be."
	done
	effective=$(sshd_settings)
	[[ $effective == *$'\npasswordauthentication no'* ]] || report drifted 'sshd takes passwords' 'Another file of sshd overrules ours.'
	fail2ban-client ping >/dev/null || report broken 'fail2ban is not running' 'fail2ban is not running.'
	guard_stands || report drifted 'containers reach the metadata address' 'The firewall rules that keep containers from the metadata address are missing.'
	report ok 'keys only, fail2ban watches sshd, logs bounded, metadata address closed to containers'
}

apply_hardening() {
	local entry written=''
	local -A values=()
	ensure_packages fail2ban python3-systemd nftables
	require_some_key
	for entry in "${hardening_files[@]}"; do
		if write_file "${entry%:*}" 0644 "$(render "${entry#*:}")"; then
			changed "wrote ${entry%:*}"
			written+=" ${entry#*:}"
		fi
	done
	# sshd's check wants its folder, which socket activation makes only later.
	mkdir -p /run/sshd
	perform sshd -t || {
		rm -f "${hardening_files[0]%:*}"
		fail SSHD_REFUSED 'sshd refused its settings; they were taken back.' 'The lines below say why.'
	}
	[[ $written != *sshd* ]] || systemctl try-reload-or-restart ssh
	[[ $written != *journald* ]] || systemctl restart systemd-journald
	systemctl daemon-reload
	systemctl --quiet enable fail2ban wasper-metadata-guard 2>/dev/null
	[[ $written != *fail2ban* ]] || systemctl restart fail2ban
	fail2ban-client ping >/dev/null 2>&1 || perform systemctl restart fail2ban || fail FAIL2BAN_FAILED 'fail2ban does not start.' 'See journalctl -u fail2ban on the machine.'
	wait_for_fail2ban
	if [[ $written == *metadata* ]] || ! guard_stands; then
		perform systemctl restart wasper-metadata-guard || fail GUARD_FAILED 'The rules that keep containers from the metadata address could not be laid.' 'See journalctl -u wasper-metadata-guard on the machine.'
		changed 'closed the metadata address to containers'
	fi
}

# Passwords are only forbidden when somebody can come in by key.
require_some_key() {
	local file
	for file in /root/.ssh/authorized_keys /home/*/.ssh/authorized_keys; do
		[[ ! -s $file ]] || return 0
	done
	fail NO_SSH_KEY 'No account has an SSH key: without passwords nobody could come in.' 'Put your public key into ~/.ssh/authorized_keys first.'
}

wait_for_fail2ban() {
	local deadline=$((SECONDS + 20))
	until fail2ban-client ping >/dev/null 2>&1 || ((SECONDS >= deadline)); do sleep 0.2; done
}

# Whether the kernel has the rules of metadata-guard.nft.
guard_stands() {
	[[ $(nft list table ip wasper_metadata) == *'hook forward'*'ip daddr 169.254.169.254 reject'*'ip daddr 168.63.129.16 tcp dport { 80, 32526 } reject'* ]]
}
