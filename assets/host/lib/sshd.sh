# shellcheck shell=bash
# What sshd goes by, all its files taken together.

# Remembered by an inspection, so that its parts ask once.
remember_sshd() {
	remembered_sshd=$(sshd_settings) || true
}

sshd_settings() {
	if [[ -v remembered_sshd ]]; then
		printf '%s\n' "$remembered_sshd"
	else
		sshd -T 2>/dev/null || true
	fi
}
