# shellcheck shell=bash
# Root file systems from the packages of Debian and Ubuntu. Their mirrors are those that this computer's apt knows.

cache=${XDG_CACHE_HOME:-$HOME/.cache}/create-wasper-azure/machine

# Takes turns with tests that start together: what is missing is made once.
take_turns() {
	mkdir -p "$cache"
	exec 9>>"$cache/lock"
	flock --timeout 580 9
}

# Prints the mirror of a distribution (debian, ubuntu). Where apt has none, a mirror of the other one may carry it beside its own.
mirror_of() {
	local site
	# shellcheck disable=SC2016 # apt expands it.
	site=$(apt-get indextargets --format '$(SITE)' "Origin: ${1^}" | sort -u | head -n 1)
	if [[ -z $site ]]; then
		# shellcheck disable=SC2016 # apt expands it.
		site=$(apt-get indextargets --format '$(SITE)' | grep -E '/(debian|ubuntu)/?$' | sort -u | head -n 1)
		site=${site%/}
		site=${site%/*}/$1
	fi
	printf '%s\n' "$site"
}

# Whether the mirror has a suite: mirror_has SUITE. apt is asked, which knows the way there.
mirror_has() {
	local folder code=0
	folder=$(mktemp -d)
	/usr/lib/apt/apt-helper download-file "$(mirror_of "$(system "$1" distribution)")/dists/$1/InRelease" "$folder/answer" >/dev/null 2>&1 || code=$?
	rm -rf "$folder"
	return $code
}

# Makes a root file system: make_root_folder SUITE FOLDER PACKAGES [mmdebstrap's options…]. Gone wrong, it leaves nothing.
make_root_folder() (
	suite=$1 folder=$2 packages=$3
	shift 3
	distribution=$(system "$suite" distribution)
	mirror=$(mirror_of "$distribution")
	sources=("deb $mirror $suite main")
	keyring=()
	if [[ $distribution == ubuntu ]]; then
		sources=("deb $mirror $suite main universe" "deb $mirror $suite-updates main universe" "deb $mirror $suite-security main universe")
		[[ -s /usr/share/keyrings/ubuntu-archive-keyring.gpg ]] || keyring=(--keyring="$(ubuntu_keyring)")
	fi
	building=$(mktemp -d "$cache/building.XXXXXX")
	trap 'rm -rf "$building"' EXIT
	mmdebstrap --quiet --variant=minbase "${keyring[@]}" --include="$packages" "$@" '' "$building/root" "${sources[@]}" >&2
	mv "$building/root" "$folder"
)

# Prints the folder of Ubuntu's signing keys, as Debian's signed package has them.
ubuntu_keyring() {
	local folder=$cache/ubuntu-keyring
	if [[ ! -d $folder ]]; then
		rm -rf "$folder.new"
		mmdebstrap --quiet --variant=extract --include=ubuntu-archive-keyring trixie "$folder.new" "$(mirror_of debian)" >&2
		mv "$folder.new/usr/share/keyrings" "$folder"
		rm -rf "$folder.new"
	fi
	printf '%s\n' "$folder"
}

# Prints what is known of a system: system SUITE FIELD.
system() {
	jq --exit-status --raw-output --arg suite "$1" --arg field "$2" '.[$suite][$field]' "$(dirname "${BASH_SOURCE[0]}")/systems.json"
}
