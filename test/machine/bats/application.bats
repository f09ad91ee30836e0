bats_require_minimum_version 1.5.0

setup() {
	load load
	load_wasperctl
	calls=$BATS_TEST_TMPDIR/calls
	: >"$calls"
}

# told NAMES COMMAND…: the processes that COMMAND tells to end, in a container with those of the real application.
told() {
	local processes=$1
	shift
	printf '%s\n' "$@" | PROCESSES=$processes timeout 20 unshare --user --map-root-user --pid --fork --mount-proc bash "$BATS_TEST_DIRNAME/processes.bash"
}

@test "the stop command of each release reaches the process that closes the application, and no other" {
	unshare --user --map-root-user --pid --fork --mount-proc true 2>/dev/null || skip 'no PID namespaces for this user'
	pm2=$'MainThread\tnode /usr/local/bin/pm2-runtime start ecosystem.config.js\nnode /usr/src/a\tnode /usr/src/app/main.js\nsandbox-1\tsandbox-1'
	shell=$'nginx\tnginx -g daemon off;\nnode\tnode --enable-source-maps dist/packages/server/api/main.js'
	settings '{"release":"recommended"}'
	mapfile -t command < <(release_field stop)
	[ "$(told "$pm2" "${command[@]}")" = MainThread ]
	run -1 told "$shell" "${command[@]}"
	settings '{"release":"reference"}'
	mapfile -t command < <(release_field stop)
	[ "$(told "$shell" "${command[@]}")" = node ]
	run -1 told "$pm2" "${command[@]}"
}

@test "a stop signals the application once, waits until it has closed, and then stops the containers" {
	settings '{"release":"recommended"}'
	mkdir -p "$started_mark"
	docker() { printf '%s\n' "$*" >>"$calls"; }
	timeout() { shift && "$@"; }
	command_compose_down
	diff - "$calls" <<-END
		exec wasper-app pkill -TERM -f bin/pm2-runtime start
		wait wasper-app
		compose --project-directory $stack_folder --file $stack_folder/compose.yaml stop
	END
	[[ ! -e $started_mark ]]
}

@test "an application that cannot be signalled is not waited for" {
	settings '{}'
	docker() {
		printf '%s\n' "$1" >>"$calls"
		[[ $1 != exec ]]
	}
	command_compose_down
	[ "$(paste -sd' ' "$calls")" = 'exec compose' ]
}

@test "no container starts without the mark that only wasper.service sets" {
	settings '{"domain":"wasper.example.com","dataDisk":"none"}'
	supports_start_interval() { :; }
	local -A values=()
	stack_values
	text=$(render compose.yaml)
	[ "$(grep -cE '^      - (&started \{type: bind, source: '"$started_mark"', .*create_host_path: false\}\}|\*started)$' <<<"$text")" -eq "${#services[@]}" ]
	disk_is_in_place() { :; }
	docker() { [[ $1 == logs || -d $started_mark ]]; }
	[[ ! -e $started_mark ]]
	command_compose_up
	disk_is_in_place() { return 1; }
	rmdir "$started_mark"
	run -1 command_compose_up
	[[ ! -e $started_mark ]]
}

@test "a start ends early when the supervisor restarts the application again and again" {
	settings '{"release":"recommended"}'
	disk_is_in_place() { :; }
	docker() {
		case $1 in
		compose) exec sleep 5 ;;
		logs) cat "$BATS_TEST_TMPDIR/log" ;;
		esac
	}
	for ((exits = 0; exits < 3; exits++)); do printf '2026-12-01T10:00:00: PM2 log: App [activepieces-app:0] exited with code [1] via signal [SIGINT]\n'; done >"$BATS_TEST_TMPDIR/log"
	run -1 command_compose_up
	[[ $output == *'exits again and again'* ]]
}

@test "what a failed start shows are the lines before the last exit, without the worker's noise and without secrets" {
	settings '{"release":"recommended"}'
	printf 'POSTGRES_PASSWORD=0123456789abcdef\n' >"$secrets_file"
	docker() {
		cat <<-END
			an earlier attempt
			PM2 log: App [activepieces-app:0] exited with code [1] via signal [SIGINT]
			PM2 log: App [activepieces-app:0] starting in -fork mode-
			{"msg":"Socket.IO connection error"}
			password authentication failed with 0123456789abcdef
			{"msg":"Socket.IO connection error"}
			PM2 log: App [activepieces-app:0] exited with code [1] via signal [SIGINT]
			{"msg":"Socket.IO connection error"}
			PM2 log: App [activepieces-worker:1] exited with code [1] via signal [SIGINT]
		END
	}
	[ "$(telling_lines app)" = 'password authentication failed with [secret]' ]
	settings '{"release":"reference"}'
	[ "$(telling_lines app | grep -c '')" -eq 9 ]
}

@test "a job that stays next while no worker works fails the health; a worker that takes it, or is busy, does not" {
	sleep() { :; }
	answers() { printf '%s\n' "$@" >"$BATS_TEST_TMPDIR/jobs"; }
	job_without_worker() {
		sed -n 1p "$BATS_TEST_TMPDIR/jobs"
		# The last answer stays.
		[[ $(grep -c '' "$BATS_TEST_TMPDIR/jobs") -eq 1 ]] || sed -i 1d "$BATS_TEST_TMPDIR/jobs"
	}
	answers job-1
	run -1 worker_takes_jobs
	answers job-1 job-1 job-2
	worker_takes_jobs
	answers job-1 ''
	worker_takes_jobs
	answers ''
	worker_takes_jobs
	job_without_worker() { return 1; }
	run -1 worker_takes_jobs
}
