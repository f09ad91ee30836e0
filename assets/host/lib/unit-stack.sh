# shellcheck shell=bash
# stack: application, PostgreSQL, Redis and nginx, started by systemd after the data disk is mounted.

compose() {
	docker compose --project-directory "$stack_folder" --file "$stack_folder/compose.yaml" "$@"
}

inspect_stack() {
	local name state bad='' found=0 stale=''
	[[ -v remembered_containers ]] || remember_docker
	has_program docker jq || report absent 'Docker is not installed'
	docker_runs || report broken 'Docker is not running' 'Docker is not running, and the stack with it.'
	[[ -e $stack_folder/compose.yaml ]] || report absent 'not set up yet'
	for name in "${services[@]}"; do
		state=$(container_state "$name")
		[[ -z $state ]] || found=$((found + 1))
		[[ $state == running/healthy ]] || bad+=" $name (${state:-no container})"
	done
	((found > 0)) || report absent 'no containers'
	disk_is_in_place || report broken "$data is not mounted" 'The data disk is not mounted.'
	[[ -z $bad ]] || report broken "not healthy:$bad" "These parts are not healthy:$bad."
	each_stack_file note_stale
	[[ -z $stale ]] || report drifted "$stale differs" "The file $stale is not what these settings ask for."
	[[ -n $(probe_token) ]] || report drifted 'no proof behind port 80' 'The file is gone by which port 80 is proven from outside.'
	systemctl --quiet is-enabled wasper || report drifted 'does not start at boot' 'wasper.service is not enabled.'
	systemctl --quiet is-active wasper || report drifted 'started by hand' 'wasper.service is not active, though its containers run.'
	report ok "Wasper $(release_field version): ${#services[@]} containers healthy"
}

disk_is_in_place() {
	[[ $(setting dataDisk lun0) == none ]] || mountpoint --quiet "$data"
}

apply_stack() {
	local rewritten=()
	[[ -n $(setting domain) ]] || fail NOT_CONFIGURED 'No domain is configured on this machine.' 'Run the wizard on the laptop; it sends the settings.'
	disk_is_in_place || fail DISK_NOT_MOUNTED "$data is not mounted; the stack would start on an empty folder." 'Run: wasperctl apply disk'
	[[ -e $secrets_file ]] || fail SECRETS_MISSING 'There are no secrets yet.' 'Run: wasperctl apply secrets'
	docker_runs || fail DOCKER_NOT_RUNNING 'Docker is not running.' 'Run: wasperctl apply docker'
	[[ -z $(missing_images) ]] || fail IMAGES_MISSING "The images of $(missing_images | paste -sd' ') are not here." 'Run: wasperctl apply images'
	refuse_other_database
	mkdir -p "$stack_folder/env" "$stack_folder/nginx"
	make_probe
	chmod 0700 "$stack_folder/env"
	chown 999 "$data/redis"
	[[ -e $data/nginx-ssl/cert.pem ]] || make_self_signed
	if [[ ! -e $sign_up_file ]] || ! database_exists; then close_sign_up; fi
	each_stack_file write_stack_file
	write_file "$release_mark" 0644 "$(release_name)" || true
	systemctl daemon-reload
	systemctl --quiet enable wasper 2>/dev/null
	follow_start
	reload_nginx_when_rewritten
}

# PostgreSQL can't read the files of another major version.
refuse_other_database() {
	local found wanted
	database_exists || return 0
	found=$(<"$data/postgres/PG_VERSION")
	wanted=$(release_field postgresMajor)
	[[ $found == "$wanted" ]] || fail DATABASE_VERSION "The data disk holds a database of PostgreSQL $found; release $(release_name) brings $wanted." 'Choose the release set that made it (--release reference has 14, recommended 17), and update from there.'
}

# Starts by systemd, showing what becomes healthy meanwhile. What runs and is well is left alone.
follow_start() {
	local job code=0 shown='' now name starter=(systemctl start wasper)
	systemctl reset-failed wasper 2>/dev/null || true
	if systemctl --quiet is-active wasper; then starter=("$program" compose-up); fi
	for name in "${services[@]}"; do
		[[ $(container_state "$name") != running/unhealthy ]] || perform docker restart "wasper-$name" || true
	done
	"${starter[@]}" >"$run_folder/start.log" 2>&1 3>&- 9>&- &
	job=$!
	while kill -0 "$job" 2>/dev/null; do
		now=$(stack_line)
		if [[ $now != "$shown" ]]; then
			say "$now"
			shown=$now
		fi
		sleep 0.5
	done
	wait "$job" || code=$?
	((code == 0)) || fail_start
	changed 'started the stack'
}

stack_line() {
	local name line=''
	for name in "${services[@]}"; do line+="$name $(container_state "$name" | sed 's|.*/||; s|^$|waiting|'), "; done
	printf '%s' "${line%, }"
}

# Says which part did not come up, with its last lines.
fail_start() {
	local name
	for name in postgres redis app nginx; do
		[[ -z $(container_state "$name") || $(container_state "$name") == running/healthy ]] && continue
		mapfile -t last_lines < <(docker logs --tail 12 "wasper-$name" 2>&1 | hide_secrets)
		fail STACK_UNHEALTHY "$name did not become healthy ($(container_state "$name" || true))." "See: wasperctl logs $name"
	done
	mapfile -t last_lines < <({ journalctl --unit wasper --no-pager --output cat --lines 8 && cat "$run_folder/start.log"; } | tail -n 16 | hide_secrets)
	fail STACK_FAILED 'The stack could not be started.' 'See: journalctl -u wasper'
}

# Blanks the values of our secrets, wherever they might stand.
hide_secrets() {
	local entry value script=''
	for entry in "${secret_keys[@]}"; do
		value=$(secret "${entry%:*}")
		[[ -z $value ]] || script+="s/$value/[secret]/g;"
	done
	sed -f <(printf '%s' "$script")
}

reload_nginx_when_rewritten() {
	[[ " ${rewritten[*]} " == *"$stack_folder/nginx/"* ]] || return 0
	reload_nginx
}

# A configuration that nginx refuses is never loaded.
reload_nginx() {
	perform docker exec wasper-nginx nginx -t -q -c /etc/nginx/wasper/nginx.conf || fail NGINX_REFUSED 'nginx refused its configuration; the running one stays.' 'The lines below say where.'
	perform docker exec wasper-nginx nginx -s reload -c /etc/nginx/wasper/nginx.conf || fail NGINX_REFUSED 'nginx could not reload.' 'See: wasperctl logs nginx'
}

# Called by wasper.service.
command_compose_up() {
	disk_is_in_place || {
		printf '%s is not mounted: nothing is started.\n' "$data" >&2
		exit 1
	}
	compose up --detach --remove-orphans --wait --wait-timeout 840 --quiet-pull
}

# The application's PID 1 is a shell that forwards no signal: node is told by name. Docker is told at once,
# too, so that it does not take the end for a crash and start it again.
command_compose_down() {
	docker exec wasper-app pkill -TERM -x node 2>/dev/null || true
	compose stop
}
