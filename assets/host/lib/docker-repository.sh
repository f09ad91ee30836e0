# shellcheck shell=bash
# Docker's own packages, for a distribution that has no Compose v2 (Debian 12).

# The primary key that signs them, for Debian and Ubuntu alike; a mirror carries the same signatures.
docker_key=9DC858229FC7DD38854AE2D88D81803C0EBFCD88
docker_keyring=$prefix/etc/apt/keyrings/docker.asc
docker_source=$prefix/etc/apt/sources.list.d/docker.list

add_docker_repository() {
	local address
	address=$(setting dockerRepository "https://download.docker.com/linux/$(os_release ID)")
	say "This distribution has no Compose v2: Docker's own packages are taken from $address."
	ensure_packages gpg
	keep_docker_key "$address"
	write_file "$docker_source" 0644 "deb [arch=$(dpkg --print-architecture) signed-by=$docker_keyring] $address $(os_release VERSION_CODENAME) stable" || true
	changed "added Docker's package repository at $address"
	refresh_packages
}

# Fetches the key and keeps it only when it is the one we know.
keep_docker_key() {
	local text
	text=$(curl --silent --fail --location --retry 2 --max-time 30 "$1/gpg") ||
		fail DOCKER_KEY "The key of Docker's packages could not be fetched from $1/gpg." 'Check that the machine reaches that address, or name a mirror with WASPER_DOCKER_REPOSITORY; then run the same again.'
	[[ $(key_fingerprints <<<"$text") == "$docker_key" ]] ||
		fail DOCKER_KEY "What $1/gpg hands out is not the key that signs Docker's packages." "Find out who answers there; the right key is $docker_key."
	write_file "$docker_keyring" 0644 "$text" || true
}

# Prints the fingerprints of all primary keys on standard input.
key_fingerprints() {
	gpg --homedir "$run_folder" --batch --show-keys --with-colons 2>/dev/null |
		awk -F: '$1 == "pub" {primary = 1} $1 == "fpr" && primary {print $10; primary = 0}'
}

# Prints one field of os-release.
os_release() {
	sed -n "s/^$1=//p" "$prefix/etc/os-release" | tr -d '"'
}
