# shellcheck shell=bash
# What an operator does with a machine that is set up.

require_stack() {
	[[ -e $stack_folder/compose.yaml ]] || {
		printf 'Wasper is not installed on this machine yet: run create-wasper-azure.\n' >&2
		exit 1
	}
}

# Returns once everything is healthy, or fails with what is not.
command_start() {
	require_stack
	take_machine 'starting the stack'
	unit=stack
	systemctl --quiet is-active docker || {
		say 'Starting Docker.'
		start_docker
	}
	disk_is_in_place || perform mount "$data" || fail DISK_NOT_MOUNTED "$data could not be mounted." 'Run: wasperctl apply disk'
	follow_start
	audit start
	# shellcheck disable=SC2119
	command_health
}

command_stop() {
	require_stack
	take_machine 'stopping the stack'
	stop_stack
	audit stop
	printf 'Stopped.%s\n' "$(! is_in_azure || printf ' The virtual machine is still billed until it is deallocated.')"
}

stop_stack() {
	printf 'Stopping the application first, so that running flows can finish.\n'
	systemctl stop wasper
	command_compose_down 2>&1
}

command_restart() {
	command_stop
	exec 9>&-
	command_start
}

command_status() {
	local line
	command_inspect "$@"
	[[ ${1:-} != --json ]] || return 0
	printf '\n'
	line=$(certificate_json)
	[[ -z $line ]] || printf 'certificate  %s\n' "$(jq --raw-output '.issuer + ", until " + .expires + (if .selfSigned then " (self-signed)" else "" end)' <<<"$line")"
	printf 'address      https://%s\n' "$(setting domain)"
	printf 'up           %s\n' "$(uptime --pretty)"
}

# logs [SERVICE] [--follow] [--since TIME] [--grep TEXT]
command_logs() {
	local arguments=(--timestamps --tail 500) pattern='' service=''
	require_stack
	while (($# > 0)); do
		case $1 in
		--follow | -f) arguments+=(--follow) ;;
		--since)
			arguments=(--timestamps --since "${2:?--since requires a time, such as 10m}" "${arguments[@]:3}")
			shift
			;;
		--grep)
			pattern=${2:?--grep requires a text}
			shift
			;;
		-*)
			printf 'wasperctl logs: unknown option "%s".\n' "$1" >&2
			exit "$exit_usage"
			;;
		*) service=$1 ;;
		esac
		shift
	done
	[[ -z $service ]] || is_one_of "$service" "${services[@]}" || {
		printf 'wasperctl logs: unknown service "%s"; the services are: %s\n' "$service" "${services[*]}" >&2
		exit "$exit_usage"
	}
	compose logs --no-color "${arguments[@]}" ${service:+"$service"} | hide_secrets | { if [[ -n $pattern ]]; then grep --line-buffered --fixed-strings -- "$pattern" || true; else cat; fi; }
}

# Only containers and networks with our label, and images of our releases that nothing needs.
command_clean() {
	local reference needed
	require_stack
	take_machine 'cleaning up'
	# Read first: a stopped stack has no containers afterwards, and starts again from these.
	needed=$(needed_references && docker ps --all --format '{{.Image}}')
	docker container prune --force --filter label=wasper.managed-by=create-wasper-azure
	docker network prune --force --filter label=wasper.managed-by=create-wasper-azure
	for reference in $(all_references); do
		grep -qxF "$reference" <<<"$needed" || ! has_image "$reference" || docker image rm "$reference"
	done
	audit clean
}
