# shellcheck shell=bash
# Compose v2 for Debian 12, which has no package of it: that one package from the next release, and nothing else.

compose_source=$prefix/etc/apt/sources.list.d/wasper-compose.sources
compose_pin=$prefix/etc/apt/preferences.d/wasper-compose

# Prints the next release, if this one has no Compose v2; its docker-compose needs no library other than an old libc6.
next_release() {
	[[ $(os_release ID) != debian ]] || case $(os_release VERSION_CODENAME) in
	bookworm) printf 'trixie\n' ;;
	esac
}

# add_compose_source RELEASE: lets apt install docker-compose from there, with the mirror and the keys that it already uses.
add_compose_source() {
	local mirror
	mirror=$(package_mirror)
	[[ -n $mirror ]] || fail COMPOSE_MISSING 'This distribution has no package of Compose v2, and apt has no mirror of Debian.' 'Check /etc/apt/sources.list, or install Compose v2; then run the same command again.'
	say "This distribution has no Compose v2: installing docker-compose of Debian $1 from $mirror."
	# The pin is written first, so that apt never offers another package of that release.
	write_file "$compose_pin" 0644 "# Written by wasperctl: docker-compose is the only package from $1. This would hold back an upgrade to $1: once apt's own sources name $1, wasperctl apply docker removes it.
Package: *
Pin: release o=Debian,n=$1
Pin-Priority: -10

Package: docker-compose
Pin: release o=Debian,n=$1
Pin-Priority: 500" || true
	write_file "$compose_source" 0644 "# Written by wasperctl, for docker-compose only: see preferences.d/wasper-compose.
Types: deb
URIs: $mirror
Suites: $1
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg" || true
	changed "added an apt source for docker-compose of Debian $1"
	refresh_packages
}

# Whether that source exists and is no longer needed: the machine runs the next release, or apt's own sources name it, for
# an upgrade that the pin would hold back.
compose_source_is_left() {
	local release
	[[ -e $compose_source || -e $compose_pin ]] || return 1
	release=$(next_release)
	# shellcheck disable=SC2016 # apt expands it.
	[[ -z $release ]] || apt-get indextargets --format '$(RELEASE) $(CODENAME) $(SOURCESENTRY)' 'Created-By: Packages' 2>/dev/null |
		awk -v release="$release" -v ours="$compose_source:" '($1 == release || $2 == release) && index($3, ours) != 1 {found = 1} END {exit !found}'
}

# The installed package is kept.
drop_compose_source() {
	rm -f "$compose_source" "$compose_pin"
	changed 'removed the apt source for docker-compose'
	refresh_packages
}

# Prints the URI from which apt installs this release.
package_mirror() {
	# shellcheck disable=SC2016 # apt expands it.
	apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' "Codename: $(os_release VERSION_CODENAME)" 2>/dev/null | sort -u | sed -n 1p
}

# Prints one field of os-release.
os_release() {
	sed -n "s/^$1=//p" "$prefix/etc/os-release" | tr -d '"'
}
