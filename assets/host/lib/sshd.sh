# shellcheck shell=bash
# The effective settings of sshd, from all of its files. Of several files, the first one that names a setting decides.

sshd_main=$prefix/etc/ssh/sshd_config
sshd_own=$prefix/etc/ssh/sshd_config.d/00-wasper.conf
# The name of ours in earlier releases of this program.
sshd_former=$prefix/etc/ssh/sshd_config.d/10-wasper.conf

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

# Prints each effective setting that lets somebody in without a key, or root with a password: `KEYWORD VALUE`.
keyless_settings() {
	sshd_settings | awk '
		$1 ~ /^(passwordauthentication|kbdinteractiveauthentication|permitemptypasswords)$/ && $2 != "no" {print $1, $2}
		$1 == "permitrootlogin" && $2 == "yes" {print $1, $2}'
}

sshd_files() {
	local file
	for file in "$sshd_main" "$prefix"/etc/ssh/sshd_config.d/*.conf; do
		[[ ! -e $file || $file == "$sshd_own" ]] || printf '%s\n' "$file"
	done
}

# Prints those files of others that name KEYWORD.
files_with_setting() {
	sshd_files | xargs -r -d '\n' grep -liE "^[[:space:]]*$1[[:space:]=]"
}

# Prints those files in which a Match block allows passwords: it is somebody's choice, and overrides the rest for some.
files_with_exceptions() {
	# shellcheck disable=SC2016 # awk expands.
	sshd_files | xargs -r -d '\n' awk '
		FNR == 1 {inside = 0}
		tolower($1) == "match" {inside = 1}
		inside && tolower($1) ~ /^(passwordauthentication|kbdinteractiveauthentication|permitemptypasswords)$/ && tolower($2) == "yes" && !seen[FILENAME]++ {print FILENAME}'
}

# sshd reads ours before anything else, also before what stands in its main file.
put_own_settings_first() {
	! grep -qxF "Include $sshd_own" "$sshd_main" || return 0
	{
		printf '# Written by wasperctl: these settings come before all others.\nInclude %s\n' "$sshd_own"
		cat "$sshd_main"
	} >"$sshd_main.new"
	chmod --reference="$sshd_main" "$sshd_main.new"
	mv "$sshd_main.new" "$sshd_main"
	changed "put $sshd_own first in $sshd_main"
}
