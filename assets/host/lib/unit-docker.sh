# shellcheck shell=bash
# docker: Docker Engine and Compose v2 from the distribution.

# The oldest engine that the stack was tested with: Debian 12's.
oldest_engine=20

docker_settings=$prefix/etc/docker/daemon.json

upgrade_engine='Upgrade Docker, or remove it with: apt-get remove docker.io (containers, images and volumes are kept). Then run the same command again.'

inspect_docker() {
	local engine compose
	has_program docker || report absent not-installed 'Docker is not installed' || return
	engine=$(engine_version)
	[[ -n $engine ]] || report broken not-running 'Docker is installed but not running' "docker.service is $(systemctl is-active docker)."
	[[ -z $engine ]] || ((${engine%%.*} >= oldest_engine)) ||
		report drifted engine-too-old "Docker $engine is too old" "Docker $engine is older than $oldest_engine, the oldest version that Wasper supports." "$upgrade_engine"
	compose=$(compose_version)
	[[ $compose =~ ^v?[2-9] ]] || report drifted compose-missing 'Compose v2 is not installed' 'Compose v2 is not installed.'
	systemctl --quiet is-enabled docker || report drifted not-enabled 'Docker does not start at boot' 'docker.service is not enabled.'
	file_is "$docker_settings" 0644 "$(docker_settings_text)" || report drifted settings-differ "$docker_settings differs" 'The log limits of Docker are not set as they should be.'
	! compose_source_is_left || report drifted source-left-over 'the apt source of Compose for Debian 12 is left over' 'The apt source of Compose for Debian 12 is no longer needed, and would hold back upgrades.'
	report_ok "Docker $engine, Compose $compose"
}

apply_docker() {
	local running=false reconfigured=false
	! compose_source_is_left || drop_compose_source
	if docker_runs; then running=true; fi
	# Before the installation, so that a new engine starts with these settings.
	if configure_docker; then reconfigured=true; fi
	if ! has_program docker || ! docker compose version >/dev/null 2>&1; then install_docker; fi
	if $running && $reconfigured; then
		perform systemctl reload-or-restart docker || fail DOCKER_FAILED 'Docker rejected its settings.' 'See: journalctl -u docker'
	fi
	systemctl --quiet is-enabled docker || perform systemctl enable docker || true
	start_docker
}

# Log limits, and containers that keep running while the daemon restarts. Settings of others are kept.
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
		fail DOCKER_SETTINGS "$docker_settings is not valid JSON, so the settings in it could not be kept." "Correct $docker_settings on the machine, then run the same command again."
	write_file "$docker_settings" 0644 "$text" || return 1
	changed 'set the log limits of Docker'
}

# An engine that is already installed is kept: other software may rely on it.
install_docker() {
	local packages=() compose release
	# The package lists tell which package has Compose.
	refresh_old_packages
	compose=$(compose_package)
	if [[ -z $compose ]]; then
		refuse_old_compose
		release=$(next_release)
		[[ -n $release ]] || fail COMPOSE_MISSING 'This distribution has no package of Compose v2.' 'Install the Compose plugin of Docker ("docker compose"), then run the same command again.'
		add_compose_source "$release"
		compose=docker-compose
	fi
	has_program docker || mapfile -t packages < <(engine_packages)
	ensure_packages "${packages[@]}" "$compose"
}

# Version 1 has the same package name as the one that would replace it; other software may rely on it.
refuse_old_compose() {
	[[ -n $(missing_packages docker-compose) ]] || fail COMPOSE_MISSING 'Compose v1 is installed; Wasper needs version 2.' 'Remove it with: apt-get remove docker-compose. Then run the same command again.'
}

# Debian 13 has the client in a package of its own.
engine_packages() {
	printf 'docker.io\n'
	[[ -z $(candidate_version docker-cli) ]] || printf 'docker-cli\n'
}

# Prints the package of Compose v2: its name differs between distributions, and docker-compose of Debian 12 is still version 1.
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
		perform systemctl start docker.socket docker.service || fail DOCKER_FAILED 'Docker could not be started.' 'See: journalctl -u docker'
		changed 'started Docker'
	}
	until docker_runs; do
		((SECONDS < deadline)) || fail DOCKER_FAILED 'Docker is running, but did not answer within 90 seconds.' 'See: journalctl -u docker'
		sleep 1
	done
	refuse_old_engine
}

# It is not upgraded without being asked: containers of others may run on it.
refuse_old_engine() {
	local engine
	engine=$(engine_version)
	((${engine%%.*} >= oldest_engine)) || fail DOCKER_OLD "Docker $engine is older than $oldest_engine, the oldest version that Wasper supports." "$upgrade_engine"
}
