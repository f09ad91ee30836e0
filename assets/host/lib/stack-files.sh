# shellcheck shell=bash
# The files of the stack: rendered from templates, compared by inspect, written by apply.

# Calls a function for every file: each_stack_file FUNCTION → FUNCTION PATH MODE TEXT.
each_stack_file() {
	local action=$1 name
	local -A values
	stack_values
	for name in app postgres redis; do
		"$action" "$stack_folder/env/$name.env" 0600 "$(environment_of "$name")"
	done
	"$action" "$stack_folder/compose.yaml" 0644 "$(render compose.yaml)"
	for name in nginx.conf site.conf proxy.conf headers.conf starting.html; do
		"$action" "$stack_folder/nginx/$name" 0644 "$(render "nginx/$name")"
	done
	"$action" "$prefix/etc/systemd/system/wasper.service" 0644 "$(render systemd/wasper.service)"
}

stack_values() {
	local name
	size_stack "$(memory_mib)" "$(nproc)"
	values[DATA]=$data
	values[STACK]=$stack_folder
	values[WEBROOT]=$webroot
	values[STARTED]=$started_mark
	values[DOMAIN]=$(setting domain)
	values[APP_ADDRESS]=$app_address
	values[POSTGRES_ADDRESS]=$postgres_address
	values[REDIS_ADDRESS]=$redis_address
	values[HEALTH_PATH]=${releases[healthPath]}
	# An engine that does not know the key would reject the file, so it becomes a comment.
	values[START_INTERVAL]='start_interval:'
	supports_start_interval || values[START_INTERVAL]='# start_interval:'
	for name in "${services[@]}"; do values[${name^^}_IMAGE]=$(service_image "$name"); done
	values[MOUNT_GUARD]="# Nothing starts without the data disk.
RequiresMountsFor=$data
AssertPathIsMountPoint=$data"
	! data_is_on_system_disk || values[MOUNT_GUARD]="RequiresMountsFor=$data"
}

# Prints the environment of one service; each gets only its own secrets. No value is ever empty.
environment_of() {
	case $1 in
	postgres) printf 'POSTGRES_PASSWORD=%s\n' "$(secret POSTGRES_PASSWORD)" ;;
	redis) printf 'REDIS_PASSWORD=%s\n' "$(secret REDIS_PASSWORD)" ;;
	app)
		cat <<-END
			AP_FRONTEND_URL=https://${values[DOMAIN]}
			AP_ENCRYPTION_KEY=$(secret AP_ENCRYPTION_KEY)
			AP_JWT_SECRET=$(secret AP_JWT_SECRET)
			AP_POSTGRES_HOST=postgres
			AP_POSTGRES_PORT=5432
			AP_POSTGRES_DATABASE=wasper
			AP_POSTGRES_USERNAME=wasper
			AP_POSTGRES_PASSWORD=$(secret POSTGRES_PASSWORD)
			AP_REDIS_HOST=redis
			AP_REDIS_PORT=6379
			AP_REDIS_PASSWORD=$(secret REDIS_PASSWORD)
			AP_WORKER_CONCURRENCY=${values[CONCURRENCY]}
			AP_CLIENT_REAL_IP_HEADER=x-real-ip
		END
		release_field environment
		;;
	esac
}

# Adds the path of a file that differs to `stale`.
note_stale() {
	file_is "$@" || stale+=" $1"
}

# The last values of secrets are kept, should the new ones turn out to be wrong.
write_stack_file() {
	[[ $1 != *.env || ! -e $1 ]] || file_is "$@" || cp --preserve=mode "$1" "$1.previous"
	if write_file "$@"; then
		changed "wrote $1"
		rewritten+=("$1")
	fi
}
