# shellcheck shell=bash
# The effective settings of sshd, from all of its files.

# Reads them once for all parts of an inspection.
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
