# shellcheck shell=bash
# What Docker says of the stack's containers.

# Lines `NAME STATE`, remembered by an inspection so that its parts ask Docker once.
remembered_containers=

remember_containers() {
	[[ -n $remembered_containers ]] || remembered_containers=$(docker_containers)$'\n'
}

docker_containers() {
	docker inspect --format '{{.Name}} {{.State.Status}}/{{if .State.Health}}{{.State.Health.Status}}{{end}}' "${services[@]/#/wasper-}" 2>/dev/null | sed 's|^/wasper-||' || true
}

# Prints the state of one service: running/healthy, running/starting, exited/ …; nothing when there is no container.
container_state() {
	local states=${remembered_containers:-$(docker_containers)}
	sed -n "s|^$1 ||p" <<<"$states"
}
