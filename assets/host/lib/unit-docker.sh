# shellcheck shell=bash
# docker: the distribution's engine and Compose v2, or Docker's own where the distribution has none.

# The first engine that looks often at a container that is starting (start_interval in compose.yaml).
oldest_engine=25

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
	report ok "Docker $engine, Compose $compose"
}

apply_docker() {
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
	text=$(docker_settings_text)
	write_file "$docker_settings" 0644 "$text" || return 1
	changed 'set log limits of Docker'
}

# An engine that is there already is kept: others may rely on it.
install_docker() {
	local packages=() compose
	# Which package brings Compose is read from the lists.
	refresh_old_packages
	compose=$(compose_package)
	if [[ -n $compose ]]; then
		has_program docker || mapfile -t packages < <(engine_packages)
		ensure_packages "${packages[@]}" "$compose"
	elif has_program docker; then
		fail COMPOSE_MISSING 'Docker is here without Compose v2, and this distribution has no package of it.' "Take Docker off with: apt-get remove docker.io (containers, images and volumes stay). Then run the same again: Docker's own packages take its place."
	else
		add_docker_repository
		ensure_packages docker-ce docker-ce-cli containerd.io docker-compose-plugin
	fi
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
