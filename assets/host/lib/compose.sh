# shellcheck shell=bash
# The containers of the stack as one: what wasper.service starts and stops.

# Its bind mount is a condition of every container: see templates/compose.yaml.
started_mark=$run_folder/started
# As long as Docker would wait for the application.
stop_seconds=30

compose_options=(--project-directory "$stack_folder" --file "$stack_folder/compose.yaml")

compose() {
	docker compose "${compose_options[@]}" "$@"
}

# Called by wasper.service. Returns once everything is healthy; not waiting any longer for an application that loops.
command_compose_up() {
	local job since
	disk_is_in_place || {
		printf '%s is not mounted; not starting.\n' "$data" >&2
		exit 1
	}
	mkdir -p "$started_mark"
	since=$(date +%s)
	docker compose "${compose_options[@]}" up --detach --remove-orphans --wait --wait-timeout 840 --quiet-pull &
	job=$!
	while kill -0 "$job" 2>/dev/null; do
		if app_loops "$since"; then
			kill "$job" 2>/dev/null || true
			printf 'The application exits again and again while it starts.\n' >&2
			exit 1
		fi
		sleep 1
	done
	wait "$job"
}

# Stops the stack; running flows finish first. Docker signals PID 1 only, which passes nothing on: what has to be told is
# in the release set, and it is told once: a second signal would cut short what the first began.
command_compose_down() {
	local stop
	rm -rf "$started_mark"
	mapfile -t stop < <(release_field stop)
	if docker exec wasper-app "${stop[@]}" 2>/dev/null; then
		timeout "$stop_seconds" docker wait wasper-app >/dev/null 2>&1 || true
	fi
	compose stop
}
