# shellcheck shell=bash
# Packages of the distribution, and the programs that they bring.

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

apt() {
	DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=a apt-get --quiet --yes -o DPkg::Lock::Timeout=600 \
		-o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold "$@"
}

# Refreshes the lists; another apt at work, or a mirror that stumbles, gets five minutes.
refresh_packages() {
	local deadline=$((SECONDS + 300))
	until perform apt update; do
		((SECONDS < deadline)) || fail APT_UPDATE_FAILED 'The package lists could not be fetched for five minutes.' 'Check that the machine reaches its package mirror, then run the same again.'
		say 'The package lists are busy or out of reach; trying again in ten seconds.'
		sleep 10
	done
}

# Lists younger than an hour will do, unless they lack something.
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
	say "Installing ${missing[*]}."
	refresh_old_packages
	# Lists may be too old for the mirror, and apt waits for one of its locks only: so it is asked again.
	local deadline=$((SECONDS + 600))
	until perform apt install --no-install-recommends "${missing[@]}"; do
		if [[ ${last_lines[*]} == *'Could not get lock'* && $SECONDS -lt $deadline ]]; then
			say 'Another apt is at work; trying again in five seconds.'
			sleep 5
		elif ! $refreshed; then
			refreshed=true
			refresh_packages
		else
			fail APT_INSTALL_FAILED "The packages ${missing[*]} could not be installed." 'The lines below say why; when it is fixed, run the same again.'
		fi
	done
	changed "installed ${missing[*]}"
}
