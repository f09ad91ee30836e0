# shellcheck shell=bash
# Facts about Docker and the containers of the stack.

# Asks Docker once for all parts of an inspection: the version of the engine, lines `NAME STATE IMAGE`.
remember_docker() {
	local engine containers
	exec {engine}< <(engine_version) {containers}< <(docker_containers)
	remembered_engine=$(cat <&"$engine")
	remembered_containers=$(cat <&"$containers")
	exec {engine}<&- {containers}<&-
}

# Prints the version of the running engine; nothing when there is none.
engine_version() {
	if [[ -v remembered_engine ]]; then
		printf '%s' "$remembered_engine"
	else
		timeout 10 docker version --format '{{.Server.Version}}' 2>/dev/null || true
	fi
}

docker_runs() {
	[[ -n $(engine_version) ]]
}

# Whether the engine supports start_interval: more frequent health checks while a container starts.
supports_start_interval() {
	local engine
	engine=$(engine_version)
	((${engine%%.*} >= 25))
}

# Prints the version of Compose v2; nothing when it is not installed. The plugin is called directly: docker would start every plugin.
compose_version() {
	local folder
	for folder in /usr/local/lib /usr/local/libexec /usr/lib /usr/libexec; do
		if [[ -x $folder/docker/cli-plugins/docker-compose ]]; then
			"$folder/docker/cli-plugins/docker-compose" version --short 2>/dev/null
			return
		fi
	done
	docker compose version --short 2>/dev/null
}

docker_containers() {
	timeout 10 docker inspect --format '{{.Name}} {{.State.Status}}/{{if .State.Health}}{{.State.Health.Status}}{{end}} {{.Config.Image}}' "${services[@]/#/wasper-}" 2>/dev/null | sed 's|^/wasper-||' || true
}

# Prints the state of one service: running/healthy, running/starting, exited/ …; nothing when there is no container.
container_state() {
	container_field "$1" 2
}

# Prints the image that the container of a service was created from; nothing when there is no container.
container_image() {
	container_field "$1" 3
}

container_field() {
	awk -v name="$1" -v column="$2" '$1 == name {print $column; exit}' <<<"${remembered_containers-$(docker_containers)}"
}

# Prints the number of the account under which a service runs, as this machine sees it; nothing when it does not run.
container_account() {
	local process
	process=$(docker inspect --format '{{.State.Pid}}' "wasper-$1" 2>/dev/null) || return 0
	((process == 0)) || stat --format=%u "/proc/$process" 2>/dev/null || true
}
