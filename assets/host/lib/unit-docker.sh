# shellcheck shell=bash
# docker: the distribution's engine and Compose v2.

# The oldest engine that the stack was seen to run on: Debian 12's.
oldest_engine=20

docker_settings=$prefix/etc/docker/daemon.json

inspect_docker() {
	local engine compose
	has_program docker || report absent 'Docker is not installed'
	engine=$(engine_version)
	[[ -n $engine ]] || report broken 'Docker is installed, but not running' "$(systemctl is-active docker) is what systemd says of docker.service."
	compose=$(compose_version)
	[[ $compose =~ ^v?[2-9] ]] || report drifted "Docker $engine without Compose v2" 'Compose v2 is missing.'
	((${engine%%.*} >= oldest_engine)) || report drifted "Docker $engine is too old" "Docker $engine is older than $oldest_engine, which the stack needs."
	systemctl --quiet is-enabled docker || report drifted 'Docker does not start at boot' 'docker.service is not enabled.'
	file_is "$docker_settings" 0644 "$(docker_settings_text)" || report drifted "Docker $engine, settings differ" 'Log limits are not as they should be.'
	! compose_source_is_left || report drifted "Docker $engine, Compose $compose" 'The source of Compose for Debian 12 is left over, and would hold back an upgrade.'
	report ok "Docker $engine, Compose $compose"
}

apply_docker() {
	! compose_source_is_left || drop_compose_source
	if ! has_program docker || ! docker compose version >/dev/null 2>&1; then
		configure_docker || true
		install_docker
	elif configure_docker; then
		perform systemctl reload-or-restart docker || fail DOCKER_FAILED 'Docker refused its settings.' 'See journalctl -u docker on the machine.'
	fi
	systemctl --quiet is-enabled docker || perform systemctl enable docker || true
	start_docker
}

# Log limits, and containers that outlive a restart of the daemon. Settings of others are kept.
docker_settings_text() {
	local kept=/dev/null
	[[ ! -s $docker_settings ]] || kept=$docker_settings
	jq --slurp --sort-keys --arg mirror "$(setting registryMirror)" '(.[0] // {}) * {
		"log-driver": "json-file", "log-opts": {"max-size": "20m", "max-file": "5"}, "live-restore": true
	} * if $mirror == "" then {} else {"registry-mirrors": [$mirror]} end' "$kept"
}

# Returns 0 when the settings were changed.
configure_docker() {
	local text
	text=$(docker_settings_text 2>/dev/null) ||
		fail DOCKER_SETTINGS "$docker_settings is not JSON; what others want of Docker can't be kept." "Correct $docker_settings on the machine, then run the same again."
	write_file "$docker_settings" 0644 "$text" || return 1
	changed 'set log limits of Docker'
}

# An engine that is there already is kept: others may rely on it.
install_docker() {
	local packages=() compose release
	# Which package brings Compose is read from the lists.
	refresh_old_packages
	compose=$(compose_package)
	if [[ -z $compose ]]; then
		refuse_old_compose
		release=$(next_release)
		[[ -n $release ]] || fail COMPOSE_MISSING 'This distribution has no package of Compose v2.' 'Install the plugin of Docker that brings "docker compose", then run the same again.'
		add_compose_source "$release"
		compose=docker-compose
	fi
	has_program docker || mapfile -t packages < <(engine_packages)
	ensure_packages "${packages[@]}" "$compose"
}

# Version 1 has the same name as the package that would take its place; others may rely on it.
refuse_old_compose() {
	[[ -n $(missing_packages docker-compose) ]] || fail COMPOSE_MISSING 'Compose is here in version 1; the stack needs version 2.' 'Take it off with: apt-get remove docker-compose. Then run the same again.'
}

# A new Debian has the client apart from the engine.
engine_packages() {
	printf 'docker.io\n'
	[[ -z $(candidate_version docker-cli) ]] || printf 'docker-cli\n'
}

# Prints the package of Compose v2: its names differ, and an old Debian's docker-compose is still version 1.
compose_package() {
	local name
	for name in docker-compose-v2 docker-compose-plugin docker-compose; do
		if [[ $(candidate_version "$name") =~ ^([0-9]+:)?[2-9] ]]; then
			printf '%s\n' "$name"
			return
		fi
	done
}

# Prints the version of a package that apt would install; nothing when there is none.
candidate_version() {
	apt-cache policy "$1" 2>/dev/null | awk '/Candidate:/ && $2 != "(none)" {print $2}'
}

start_docker() {
	local deadline=$((SECONDS + 90))
	docker_runs || {
		perform systemctl start docker.socket docker.service || fail DOCKER_FAILED 'Docker does not start.' 'See journalctl -u docker on the machine.'
		changed 'started Docker'
	}
	until docker_runs; do
		((SECONDS < deadline)) || fail DOCKER_FAILED 'Docker runs, but does not answer for a minute and a half.' 'See journalctl -u docker on the machine.'
		sleep 1
	done
	refuse_old_engine
}

# It is not replaced unasked: containers of others may run on it.
refuse_old_engine() {
	local engine
	engine=$(engine_version)
	((${engine%%.*} >= oldest_engine)) || fail DOCKER_OLD "Docker $engine is older than $oldest_engine, which the stack needs." 'Upgrade it, or take it off with: apt-get remove docker.io (containers, images and volumes stay). Then run the same again.'
}
