bats_require_minimum_version 1.5.0

setup() {
	load load
	load_wasperctl
	settings '{}'
	mkdir -p "$prefix/etc"
	printf 'ID=debian\nVERSION_CODENAME=bookworm\n' >"$prefix/etc/os-release"
	has_program() { [[ $1 != docker ]]; }
	missing_packages() { printf '%s\n' "$@"; }
	refresh_packages() { :; }
	refresh_old_packages() { :; }
	ensure_packages() { printf 'install %s\n' "$*"; }
	apt-get() { printf '%s\n' mirror+file:/etc/apt/mirrors/debian.list/ https://mirror.example.com/debian/; }
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

@test "Ubuntu: engine and Compose v2 of the distribution" {
	versions docker.io 28.2.2-0ubuntu1~22.04.1 docker-compose-v2 2.37.1+ds1-0ubuntu2~22.04.1 docker-compose 1.29.2-1
	[ "$(install_docker)" = 'install docker.io docker-compose-v2' ]
}

@test "Debian 13: its docker-compose is version 2, and the client is a package of its own" {
	versions docker.io 26.1.5+dfsg1-9 docker-cli 26.1.5+dfsg1-9 docker-compose 2.26.1-4
	[ "$(install_docker)" = 'install docker.io docker-cli docker-compose' ]
}

@test "Debian 12: its own engine, and only Compose v2 from the next release, with the mirror and keys of the machine" {
	versions docker.io 20.10.24+dfsg1-1 docker-compose 1.29.2-3
	said=$(install_docker)
	[[ $said == *'install docker.io docker-compose' ]]
	grep -qx 'URIs: https://mirror.example.com/debian/' "$compose_source"
	grep -qx 'Suites: trixie' "$compose_source"
	grep -qx 'Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg' "$compose_source"
	[[ $(<"$compose_pin") == *$'Package: *\nPin: release o=Debian,n=trixie\nPin-Priority: -10\n\nPackage: docker-compose\n'* ]]
}

@test "the apt source of Compose for Debian 12 is removed once the machine runs Debian 13, or is about to be upgraded to it" {
	versions docker.io 20.10.24+dfsg1-1 docker-compose 1.29.2-3
	run -1 compose_source_is_left
	install_docker >/dev/null
	apt-get() { printf '%s\n' 'bookworm bookworm /etc/apt/sources.list.d/debian.sources:1' "trixie trixie $compose_source:1"; }
	run -1 compose_source_is_left

	apt-get() { printf '%s\n' 'trixie $(CODENAME) /etc/apt/sources.list.d/debian.sources:1'; }
	compose_source_is_left
	apt-get() { :; }
	printf 'ID=debian\nVERSION_CODENAME=trixie\n' >"$prefix/etc/os-release"
	compose_source_is_left

	docker() { [[ $1 == compose ]]; }
	has_program() { :; }
	docker_runs() { :; }
	engine_version() { printf '26.1.5\n'; }
	configure_docker() { return 1; }
	systemctl() { :; }
	apply_docker
	[[ ! -e $compose_source && ! -e $compose_pin ]]
	run -1 compose_source_is_left
}

@test "without a mirror, or on an unknown distribution, nothing is installed and the error says so" {
	versions docker-compose 1.29.2-3
	apt-get() { :; }
	run -1 install_docker
	[[ $output == *COMPOSE_MISSING* && $output != *install* && ! -e $compose_source ]]
	printf 'ID=linuxmint\nVERSION_CODENAME=faye\n' >"$prefix/etc/os-release"
	run -1 install_docker
	[[ $output == *COMPOSE_MISSING* && ! -e $compose_source ]]
}

@test "Compose v1 is never replaced without being asked" {
	versions docker.io 20.10.24+dfsg1-1 docker-compose 1.29.2-3
	missing_packages() { :; }
	run -1 install_docker
	[[ $output == *COMPOSE_MISSING* && $output == *'Compose v1'* && ! -e $compose_source ]]
}

@test "an installed engine is never replaced without being asked" {
	has_program() { :; }
	versions docker.io 20.10.24+dfsg1-1 docker-compose 1.29.2-3
	[[ $(install_docker) == *'install docker-compose' ]]
	versions docker-compose-plugin 5:2.40.0
	[ "$(install_docker)" = 'install docker-compose-plugin' ]
	docker() { printf '19.03.15\n'; }
	run -1 refuse_old_engine
	[[ $output == *DOCKER_OLD* ]]
}

@test "Docker settings that are not valid JSON are an error, and left unchanged" {
	mkdir -p "${docker_settings%/*}"
	printf '{"debug": true,}\n' >"$docker_settings"
	run -1 eval 'configure_docker || true'
	[[ $output == *DOCKER_SETTINGS* && $(<"$docker_settings") == '{"debug": true,}' ]]
}

@test "start_interval is used only with an engine that supports it" {
	engine_version() { printf '20.10.24+dfsg1'; }
	! supports_start_interval
	engine_version() { printf '29.1.3'; }
	supports_start_interval
}
