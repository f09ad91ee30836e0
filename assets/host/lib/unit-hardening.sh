# shellcheck shell=bash
# hardening: SSH by key only, fail2ban, bounded logs, no access from containers to the cloud's metadata.

# Path and template of each file.
hardening_files=(
	"$sshd_own:sshd.conf"
	"$prefix/etc/fail2ban/jail.d/wasper.conf:fail2ban.conf"
	"$prefix/etc/systemd/journald.conf.d/60-wasper.conf:journald.conf"
	"$prefix/etc/wasper/metadata-guard.nft:metadata-guard.nft"
	"$prefix/etc/systemd/system/wasper-metadata-guard.service:systemd/wasper-metadata-guard.service"
)

inspect_hardening() {
	local entry stale='' exceptions
	local -A values=()
	[[ -e $sshd_own || -e $sshd_former ]] || report absent not-applied 'not applied yet' || return
	for entry in "${hardening_files[@]}"; do
		file_is "${entry%:*}" 0644 "$(render "${entry#*:}")" || stale+=" ${entry%:*}"
	done
	[[ -z $stale ]] || report drifted files-differ "files differ:$stale" "These files are missing or were changed:$stale."
	report_keyless
	report_fail2ban
	guard_is_loaded || report drifted metadata-open 'containers can reach the metadata address' 'The firewall rules that block containers from the metadata address are missing.'
	exceptions=$(files_with_exceptions | paste -sd' ')
	report_ok "SSH by key only${exceptions:+, but for Match blocks in $exceptions}, fail2ban watches sshd, journal up to $(journal_limit), metadata address blocked for containers"
}

# Each setting by which somebody gets in without a key, and the files that override ours.
report_keyless() {
	local keyword value files
	[[ -n $(sshd_settings) ]] || report unknown sshd-not-read 'the settings of sshd could not be read' 'sshd -T failed.' || return
	while read -r keyword value; do
		files=$(files_with_setting "$keyword" | paste -sd' ')
		report drifted "sshd-$keyword" "sshd: $keyword $value${files:+ ($files)}" "sshd lets somebody in without a key: $keyword is $value${files:+, in $files}."
	done < <(keyless_settings)
}

report_fail2ban() {
	if ! has_program fail2ban-client; then
		report absent fail2ban-missing 'fail2ban is not installed'
	elif ! fail2ban-client ping; then
		report broken fail2ban-not-running 'fail2ban is not running' 'fail2ban is not running.'
	elif ! watches_sshd; then
		report broken fail2ban-not-watching 'fail2ban does not watch sshd' "fail2ban runs, but its jail sshd is not active$(other_jails)."
	fi
}

watches_sshd() {
	fail2ban-client status sshd >/dev/null 2>&1
}

# Prints which files of others may have turned the jail off.
other_jails() {
	local files
	files=$(grep -lE '^[[:space:]]*\[sshd\]' "$prefix/etc/fail2ban/jail.local" "$prefix"/etc/fail2ban/jail.d/* 2>/dev/null | grep -v '/wasper\.conf$' | paste -sd' ') || true
	[[ -z $files ]] || printf '; see %s' "$files"
}

# Prints the effective limit of the journal.
journal_limit() {
	systemd-analyze cat-config systemd/journald.conf 2>/dev/null | sed -n 's/^SystemMaxUse=//p' | tail -n 1
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
	rm -f "$sshd_former"
	# sshd -t needs this folder, which socket activation creates only later.
	mkdir -p /run/sshd
	perform sshd -t || {
		rm -f "$sshd_own"
		fail SSHD_REFUSED 'sshd rejected its new settings; they were removed again.' 'See the output below.'
	}
	if [[ -n $(keyless_settings) ]]; then
		put_own_settings_first
		written+=' sshd'
	fi
	[[ $written != *sshd* ]] || systemctl try-reload-or-restart ssh
	[[ $written != *journald* ]] || systemctl restart systemd-journald
	systemctl daemon-reload
	systemctl --quiet enable fail2ban wasper-metadata-guard 2>/dev/null
	if [[ $written == *fail2ban* ]] || ! watches_sshd; then
		perform systemctl restart fail2ban || fail FAIL2BAN_FAILED 'fail2ban could not be started.' 'See: journalctl -u fail2ban'
	fi
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
	until watches_sshd; do
		((SECONDS < deadline)) || fail FAIL2BAN_FAILED "fail2ban runs, but does not watch sshd$(other_jails)." 'Enable the jail sshd there, then run the same command again.'
		sleep 0.2
	done
}

# Whether the kernel has the rules of metadata-guard.nft.
guard_is_loaded() {
	[[ $(nft list table ip wasper_metadata) == *'hook forward'*'ip daddr 169.254.169.254 reject'*'ip daddr 168.63.129.16 tcp dport { 80, 32526 } reject'* ]]
}
