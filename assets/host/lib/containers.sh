# shellcheck shell=bash
# What Docker says of itself and of the stack's containers.

# Remembered by an inspection, so that its parts ask Docker once: the engine's version, lines `NAME STATE`.
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

# Whether the engine can look more often at a container that is starting.
looks_often() {
	local engine
	engine=$(engine_version)
	((${engine%%.*} >= 25))
}

# Prints the version of Compose v2; nothing when it is not there. The plugin itself is asked: Docker's client would ask all.
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
	timeout 10 docker inspect --format '{{.Name}} {{.State.Status}}/{{if .State.Health}}{{.State.Health.Status}}{{end}}' "${services[@]/#/wasper-}" 2>/dev/null | sed 's|^/wasper-||' || true
}

# Prints the state of one service: running/healthy, running/starting, exited/ …; nothing when there is no container.
container_state() {
	local name state
	while read -r name state; do
		if [[ $name == "$1" ]]; then
			printf '%s\n' "$state"
			return
		fi
	done <<<"${remembered_containers-$(docker_containers)}"
}
