# shellcheck shell=bash
# Packages of the distribution, and the programs in them.

# Whether all of its arguments are programs on this machine.
has_program() {
	local name
	for name in "$@"; do
		type -P "$name" >/dev/null || return 1
	done
}

# Prints those of its arguments that are not installed.
missing_packages() {
	local name installed
	# shellcheck disable=SC2016 # dpkg-query expands it.
	installed=$(dpkg-query --show --showformat='${db:Status-Abbrev}|${Package}|\n' "$@" 2>/dev/null) || true
	for name in "$@"; do
		[[ $installed == *"ii |$name|"* ]] || printf '%s\n' "$name"
	done
}

# Whether dpkg was interrupted, and refuses all work until that is finished. One that is at work now looks the same.
dpkg_is_interrupted() {
	! pgrep -x 'dpkg|apt-get|apt|unattended-upgr' >/dev/null || return 1
	[[ -n $(find "$prefix/var/lib/dpkg/updates" -type f -print -quit 2>/dev/null) || -n $(dpkg --audit 2>/dev/null) ]]
}

finish_dpkg() {
	dpkg_is_interrupted || return 0
	say 'dpkg was interrupted earlier; finishing its work.'
	perform env DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=a dpkg --force-confdef --force-confold --configure -a ||
		fail DPKG_INTERRUPTED 'dpkg was interrupted earlier, and could not finish its work.' 'Run sudo dpkg --configure -a on the machine and correct what it reports, such as with sudo apt-get install --fix-broken. Then run the same command again.'
	changed 'finished the interrupted work of dpkg'
}

apt() {
	DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=a apt-get --quiet --yes -o DPkg::Lock::Timeout=600 \
		-o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold "$@"
}

# Refreshes the package lists; retries for five minutes while apt is locked or the mirror fails.
refresh_packages() {
	local deadline=$((SECONDS + 300))
	until perform apt update; do
		((SECONDS < deadline)) || fail APT_UPDATE_FAILED 'The package lists could not be downloaded within five minutes.' 'Check that the machine can reach its package mirror, then run the same command again.'
		say 'The package lists are locked or unreachable; retrying in 10 s.'
		sleep 10
	done
}

# Lists younger than an hour are good enough, unless something is missing in them.
refresh_old_packages() {
	if [[ -z $(find /var/lib/apt/lists -maxdepth 1 -name '*Packages*' -mmin -60 -print -quit) ]]; then
		refresh_packages
	fi
}

# Installs what is missing of its arguments.
ensure_packages() {
	local missing refreshed=false
	mapfile -t missing < <(missing_packages "$@")
	((${#missing[@]} > 0)) || return 0
	finish_dpkg
	say "Installing ${missing[*]}."
	refresh_old_packages
	# The lists may be too old for the mirror, and apt waits for only one of its locks: so it is run again.
	local deadline=$((SECONDS + 600))
	until perform apt install --no-install-recommends "${missing[@]}"; do
		if [[ ${last_lines[*]} == *'Could not get lock'* && $SECONDS -lt $deadline ]]; then
			say 'Another apt is running; retrying in 5 s.'
			sleep 5
		elif ! $refreshed; then
			refreshed=true
			refresh_packages
		else
			fail APT_INSTALL_FAILED "The packages ${missing[*]} could not be installed." 'See the output below, then run the same command again.'
		fi
	done
	changed "installed ${missing[*]}"
}
