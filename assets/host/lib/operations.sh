# shellcheck shell=bash
# What an operator does with a machine that is set up.

require_stack() {
	[[ -e $stack_folder/compose.yaml ]] || {
		printf 'Wasper is not set up on this machine yet: run the wizard on the laptop.\n' >&2
		exit 1
	}
}

# Ends when everything is proven healthy, or says what is not.
command_start() {
	require_stack
	take_machine 'starting the stack'
	unit=stack
	systemctl --quiet is-active docker || {
		say 'Starting Docker.'
		start_docker
	}
	disk_is_in_place || perform mount "$data" || fail DISK_NOT_MOUNTED "$data can't be mounted." 'Run: wasperctl apply disk'
	follow_start
	audit start
	command_health
}

command_stop() {
	require_stack
	take_machine 'stopping the stack'
	printf 'Stopping: the application first, so that running flows can end.\n'
	systemctl stop wasper
	command_compose_down 2>&1
	audit stop
	printf 'Stopped. The machine itself still costs money until it is deallocated.\n'
}

command_restart() {
	command_stop
	exec 9>&-
	command_start
}

command_status() {
	local line
	command_inspect
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
			arguments=(--timestamps --since "${2:?--since needs a time, such as 10m}" "${arguments[@]:3}")
			shift
			;;
		--grep)
			pattern=${2:?--grep needs a text}
			shift
			;;
		-*)
			printf 'wasperctl logs: no option "%s".\n' "$1" >&2
			exit 2
			;;
		*) service=$1 ;;
		esac
		shift
	done
	[[ -z $service || " ${services[*]} " == *" $service "* ]] || {
		printf 'No service "%s"; there are: %s\n' "$service" "${services[*]}" >&2
		exit 2
	}
	compose logs --no-color "${arguments[@]}" ${service:+"$service"} | hide_secrets | { if [[ -n $pattern ]]; then grep --line-buffered --fixed-strings -- "$pattern" || true; else cat; fi; }
}

# check WHAT COMMAND…: one line with the outcome; failures are counted in `failures`.
check() {
	local what=$1
	shift
	if "$@" >/dev/null 2>&1; then
		printf 'ok      %s\n' "$what"
	else
		printf 'FAILED  %s\n' "$what"
		failures=$((failures + 1))
	fi
}

redis_answers() {
	# shellcheck disable=SC2016 # The container's shell expands.
	docker exec wasper-redis sh -c 'REDISCLI_AUTH="$REDIS_PASSWORD" redis-cli ping' | grep -q PONG
}

site_answers() {
	local name
	name=$(setting domain)
	curl --silent --fail --insecure --max-time 10 --resolve "$name:443:127.0.0.1" "https://$name$(release_field healthPath)"
}

site_redirects() {
	[[ $(curl --silent --max-time 10 --output /dev/null --write-out '%{redirect_url}' --resolve "$(setting domain):80:127.0.0.1" "http://$(setting domain)/") == https://* ]]
}

certificate_is_good() {
	! is_self_signed "$certificate_file" && (($(certificate_seconds "$certificate_file") > 0)) && nginx_shows_certificate
}

command_health() {
	local failures=0 name
	require_stack
	check "data disk at $data" disk_is_in_place
	for name in "${services[@]}"; do
		check "container $name" test "$(container_state "$name")" = running/healthy
	done
	check 'PostgreSQL answers a query' database_query 'select 1'
	check 'Redis answers with its password' redis_answers
	check 'the API is healthy' app_is_healthy
	check 'the site answers through nginx' site_answers
	check 'plain HTTP is redirected' site_redirects
	check 'the certificate is trusted and in date' certificate_is_good
	((failures == 0)) || exit 1
}

command_stats() {
	local containers
	require_stack
	mapfile -t containers < <(compose ps --quiet)
	docker stats --no-stream --format 'table {{.Name}}\t{{.CPUPerc}}\t{{.MemUsage}}\t{{.NetIO}}\t{{.BlockIO}}' "${containers[@]}"
	printf '\n'
	free --human
	printf '\n'
	df --human-readable --output=target,size,used,avail,pcent / "$data"
	printf '\ndatabase  %s\n' "$(database_query 'select pg_size_pretty(pg_database_size(current_database()))')"
}

# Only what carries our label, and images of our releases that no container uses.
command_clean() {
	local reference used
	require_stack
	take_machine 'cleaning up'
	docker container prune --force --filter label=wasper.managed-by=create-wasper-azure
	docker network prune --force --filter label=wasper.managed-by=create-wasper-azure
	used=$(docker ps --all --format '{{.Image}}')
	for reference in $(all_references); do
		[[ $'\n'$used$'\n' == *$'\n'"$reference"$'\n'* ]] || ! has_image "$reference" || docker image rm "$reference"
	done
	audit clean
}
