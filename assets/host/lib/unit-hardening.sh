# shellcheck shell=bash
# hardening: SSH by key only, fail2ban, bounded logs, no access from containers to the cloud's metadata.

# Path and template of each file. In sshd the first file wins, so ours sorts before cloud-init's.
hardening_files=(
	/etc/ssh/sshd_config.d/10-wasper.conf:sshd.conf
	/etc/fail2ban/jail.d/wasper.conf:fail2ban.conf
	/etc/systemd/journald.conf.d/60-wasper.conf:journald.conf
	/etc/wasper/metadata-guard.nft:metadata-guard.nft
	/etc/systemd/system/wasper-metadata-guard.service:systemd/wasper-metadata-guard.service
)

inspect_hardening() {
	local entry effective stale=''
	local -A values=()
	[[ -e ${hardening_files[0]%:*} ]] || report absent not-applied 'not applied yet' || return
	for entry in "${hardening_files[@]}"; do
		file_is "${entry%:*}" 0644 "$(render "${entry#*:}")" || stale+=" ${entry%:*}"
	done
	[[ -z $stale ]] || report drifted files-differ "files differ:$stale" "These files are missing or were changed:$stale."
	effective=$(sshd_settings)
	[[ $effective == *$'\npasswordauthentication no'* ]] || report drifted passwords-allowed 'sshd accepts passwords' 'sshd accepts passwords: another of its files overrides the setting.'
	if ! has_program fail2ban-client; then
		report absent fail2ban-missing 'fail2ban is not installed'
	elif ! fail2ban-client ping; then
		report broken fail2ban-not-running 'fail2ban is not running' 'fail2ban is not running.'
	fi
	guard_is_loaded || report drifted metadata-open 'containers can reach the metadata address' 'The firewall rules that block containers from the metadata address are missing.'
	report_ok 'SSH by key only, fail2ban watches sshd, logs bounded, metadata address blocked for containers'
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
	# sshd -t needs this folder, which socket activation creates only later.
	mkdir -p /run/sshd
	perform sshd -t || {
		rm -f "${hardening_files[0]%:*}"
		fail SSHD_REFUSED 'sshd rejected its new settings; they were removed again.' 'See the output below.'
	}
	[[ $written != *sshd* ]] || systemctl try-reload-or-restart ssh
	[[ $written != *journald* ]] || systemctl restart systemd-journald
	systemctl daemon-reload
	systemctl --quiet enable fail2ban wasper-metadata-guard 2>/dev/null
	[[ $written != *fail2ban* ]] || systemctl restart fail2ban
	fail2ban-client ping >/dev/null 2>&1 || perform systemctl restart fail2ban || fail FAIL2BAN_FAILED 'fail2ban could not be started.' 'See: journalctl -u fail2ban'
	wait_for_fail2ban
	if [[ $written == *metadata* ]] || ! guard_is_loaded; then
		perform systemctl restart wasper-metadata-guard || fail GUARD_FAILED 'The firewall rules that block containers from the metadata address could not be loaded.' 'See: journalctl -u wasper-metadata-guard'
		changed 'blocked the metadata address for containers'
	fi
}

# Passwords are disabled only when somebody can log in with a key.
require_some_key() {
	local file
	for file in /root/.ssh/authorized_keys /home/*/.ssh/authorized_keys; do
		[[ ! -s $file ]] || return 0
	done
	fail NO_SSH_KEY 'No account has an SSH key: without passwords nobody could log in.' 'Add your public key to ~/.ssh/authorized_keys, then run the same command again.'
}

wait_for_fail2ban() {
	local deadline=$((SECONDS + 20))
	until fail2ban-client ping >/dev/null 2>&1 || ((SECONDS >= deadline)); do sleep 0.2; done
}

# Whether the kernel has the rules of metadata-guard.nft.
guard_is_loaded() {
	[[ $(nft list table ip wasper_metadata) == *'hook forward'*'ip daddr 169.254.169.254 reject'*'ip daddr 168.63.129.16 tcp dport { 80, 32526 } reject'* ]]
}
