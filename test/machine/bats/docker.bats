bats_require_minimum_version 1.5.0

setup() {
	load load
	load_wasperctl
	settings '{"dockerRepository":"https://packages.example.com/linux/debian"}'
	mkdir -p "$prefix/etc"
	printf 'ID=debian\nVERSION_CODENAME=bookworm\n' >"$prefix/etc/os-release"
	docker_key=$(make_key signer)
	has_program() { [[ $1 != docker ]]; }
	refresh_packages() { :; }
	refresh_old_packages() { :; }
	ensure_packages() { printf 'install %s\n' "$*"; }
	curl() { cat "$BATS_TEST_TMPDIR/answer"; }
}

# Makes a key; prints its fingerprint, keeps its public half as NAME.asc.
make_key() {
	local keys=$BATS_TEST_TMPDIR/keys-$1
	mkdir -m 0700 "$keys"
	gpg --homedir "$keys" --batch --quiet --passphrase '' --quick-generate-key "$1" ed25519 2>/dev/null
	gpg --homedir "$keys" --armor --export >"$BATS_TEST_TMPDIR/$1.asc"
	gpgconf --homedir "$keys" --kill gpg-agent
	gpg --homedir "$keys" --with-colons --list-keys 2>/dev/null | awk -F: '$1 == "fpr" {print $10; exit}'
}

# What apt would offer: versions NAME VERSION…
versions() {
	declare -gA offered=()
	while (($# > 0)); do
		offered[$1]=$2
		shift 2
	done
	candidate_version() { printf '%s' "${offered[$1]:-}"; }
}

@test "Ubuntu: the distribution's engine and its Compose v2" {
	versions docker.io 28.2.2-0ubuntu1~22.04.1 docker-compose-v2 2.37.1+ds1-0ubuntu2~22.04.1 docker-compose 1.29.2-1
	[ "$(install_docker)" = 'install docker.io docker-compose-v2' ]
}

@test "Debian 13: its docker-compose is version 2, and the client is a package of its own" {
	versions docker.io 26.1.5+dfsg1-9 docker-cli 26.1.5+dfsg1-9 docker-compose 2.26.1-4
	[ "$(install_docker)" = 'install docker.io docker-cli docker-compose' ]
}

@test "Debian 12: Docker's own packages, from a repository whose key is the known one" {
	versions docker.io 20.10.24+dfsg1-1 docker-compose 1.29.2-3
	cp "$BATS_TEST_TMPDIR/signer.asc" "$BATS_TEST_TMPDIR/answer"
	said=$(install_docker)
	[[ $said == *'install docker-ce docker-ce-cli containerd.io docker-compose-plugin' ]]
	[ "$(<"$docker_source")" = "deb [arch=$(dpkg --print-architecture) signed-by=$docker_keyring] https://packages.example.com/linux/debian bookworm stable" ]
	[ "$(<"$docker_keyring")" = "$(<"$BATS_TEST_TMPDIR/signer.asc")" ]
}

@test "a repository whose key is another one, or not one key alone, is not added" {
	versions docker-compose 1.29.2-3
	make_key stranger >/dev/null
	for answer in "$(<"$BATS_TEST_TMPDIR/stranger.asc")" "$(cat "$BATS_TEST_TMPDIR"/{signer,stranger}.asc)" '<html>sign in</html>'; do
		printf '%s\n' "$answer" >"$BATS_TEST_TMPDIR/answer"
		run -1 install_docker
		[[ $output == *DOCKER_KEY* && ! -e $docker_source && ! -e $docker_keyring ]]
	done
}

@test "an engine that is there already is never exchanged unasked" {
	has_program() { :; }
	versions docker.io 20.10.24+dfsg1-1 docker-compose 1.29.2-3
	run -1 install_docker
	[[ $output == *COMPOSE_MISSING* && $output != *install* ]]
	versions docker-compose-plugin 5:2.40.0
	[ "$(install_docker)" = 'install docker-compose-plugin' ]
	docker() { printf '20.10.24+dfsg1\n'; }
	run -1 refuse_old_engine
	[[ $output == *DOCKER_OLD* ]]
}
