# shellcheck shell=bash
# stack: application, PostgreSQL, Redis and nginx, started by systemd once the data disk is mounted.

inspect_stack() {
	local name state bad='' found=0 stale='' old=''
	[[ -v remembered_containers ]] || remember_docker
	has_program docker jq || report absent docker-missing 'Docker is not installed' || return
	docker_runs || report broken docker-not-running 'Docker is not running' 'Docker is not running, so the stack is down.' || return
	report_taken_ports
	[[ -e $stack_folder/compose.yaml ]] || report absent not-installed 'not installed yet' || return
	for name in "${services[@]}"; do
		state=$(container_state "$name")
		[[ -z $state ]] || found=$((found + 1))
		[[ $state == running/healthy ]] || bad+=" $name (${state:-no container})"
		[[ -z $state || $(container_image "$name") == "$(service_image "$name")" ]] || old+=" $name ($(container_image "$name"))"
	done
	((found > 0)) || report absent no-containers 'no containers' || return
	[[ -z $bad ]] || report broken not-healthy "not healthy:$bad" "These containers are not healthy:$bad."
	[[ -z $old ]] || report drifted other-image "containers of another image:$old" "These containers run another image than that of release $(release_name):$old."
	# What the files should hold is known only with the data disk.
	if ! disk_is_in_place; then
		report broken disk-not-mounted "$data is not mounted" 'The data disk is not mounted.'
	else
		each_stack_file note_stale
		[[ -z $stale ]] || report drifted files-differ "files differ:$stale" "These files do not match the settings:$stale.$(changed_secrets_note)"
	fi
	[[ -n $(probe_token) ]] || report drifted probe-missing 'no probe file for port 80' 'The file with which port 80 is checked from outside is missing.'
	systemctl --quiet is-enabled wasper || report drifted not-enabled 'does not start at boot' 'wasper.service is not enabled.'
	[[ -n $bad ]] || systemctl --quiet is-active wasper || report drifted not-active 'wasper.service is not active' 'The containers are running, but wasper.service is not active.'
	report_ok "Wasper $(release_field version): ${#services[@]} containers healthy"
}

report_taken_ports() {
	local port holders first='' taken=''
	for port in "${web_ports[@]}"; do
		holders=$(port_holders "$port")
		[[ -z $holders ]] || taken+="${taken:+, }port $port is used by $holders"
		first=${first:-$holders}
	done
	[[ -z $taken ]] || report broken port-taken "$taken" "Another program listens where nginx must: $taken." "$(free_port "$first")"
}

apply_stack() {
	local rewritten=()
	[[ -n $(setting domain) ]] || fail NOT_CONFIGURED 'No domain is configured on this machine.' 'Run create-wasper-azure; it sends the settings.'
	disk_is_in_place || fail DISK_NOT_MOUNTED "$data is not mounted; the stack would start with an empty database." 'Run: wasperctl apply disk'
	[[ -e $secrets_file ]] || fail SECRETS_MISSING 'There are no secrets yet.' 'Run: wasperctl apply secrets'
	docker_runs || fail DOCKER_NOT_RUNNING 'Docker is not running.' 'Run: wasperctl apply docker'
	[[ -z $(missing_images) ]] || fail IMAGES_MISSING "These images are missing: $(missing_images | paste -sd' ')." 'Run: wasperctl apply images'
	refuse_other_database
	refuse_taken_ports
	# The containers would be created again with these, and their last good values overwritten.
	refuse_other_key "$(secret AP_ENCRYPTION_KEY)"
	refuse_other_password "$(secret POSTGRES_PASSWORD)"
	mkdir -p "$stack_folder/env" "$stack_folder/nginx"
	make_probe
	chmod 0700 "$stack_folder/env"
	chown 999 "$data/redis"
	keep_startable_pair
	if [[ ! -e $sign_up_file ]] || ! database_exists; then close_sign_up; fi
	each_stack_file write_stack_file
	write_file "$release_mark" 0644 "$(release_name)" || true
	systemctl daemon-reload
	systemctl --quiet enable wasper 2>/dev/null
	follow_start
	reload_nginx_when_changed
}

# PostgreSQL can't read the files of another major version.
refuse_other_database() {
	local found wanted
	database_exists || return 0
	found=$(<"$data/postgres/PG_VERSION")
	wanted=$(release_field postgresMajor)
	[[ $found == "$wanted" ]] || fail DATABASE_VERSION "The data disk holds a database of PostgreSQL $found, but release $(release_name) has PostgreSQL $wanted." 'Choose the release that created it: --release reference has PostgreSQL 14, recommended has 17.'
}

# Starts the stack by systemd, showing what becomes healthy meanwhile. Healthy containers are left alone.
follow_start() {
	local job code=0 shown='' now name since starter=(systemctl start wasper)
	systemctl reset-failed wasper 2>/dev/null || true
	if systemctl --quiet is-active wasper; then starter=("$program" compose-up); fi
	for name in "${services[@]}"; do
		case $(container_state "$name") in
		paused/*) perform docker unpause "wasper-$name" || true ;;
		running/unhealthy) perform docker restart "wasper-$name" || true ;;
		esac
	done
	since=$(date +%s)
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
	((code == 0)) || fail_start "$since"
	changed 'started the stack'
}

stack_line() {
	local name state line=''
	for name in "${services[@]}"; do
		state=$(container_state "$name")
		state=${state#running/}
		line+="$name ${state:-waiting}, "
	done
	printf '%s' "${line%, }"
}

# Fails with the container that did not become healthy since TIME, and the lines that say why: fail_start TIME.
fail_start() {
	local name state cause
	for name in postgres redis app nginx; do
		state=$(container_state "$name")
		[[ -z $state || $state == running/healthy ]] && continue
		cause="$name did not become healthy ($state)."
		[[ $name != app ]] || ! app_loops "$1" || cause='The application exits again and again while it starts.'
		mapfile -t last_lines < <(telling_lines "$name")
		fail STACK_UNHEALTHY "$cause" "See: wasperctl logs $name"
	done
	mapfile -t last_lines < <({ journalctl --unit wasper --no-pager --output cat --lines 8 && cat "$run_folder/start.log"; } | tail -n 16 | hide_secrets)
	fail STACK_FAILED 'The stack could not be started.' 'See: journalctl -u wasper'
}

# Replaces the values of our secrets in standard input, whatever characters somebody gave them. Those of one to three
# characters stay: they would be found in every word.
# shellcheck disable=SC2001 # In bash that pattern is harder to read.
hide_secrets() {
	local entry value script=''
	for entry in "${secret_keys[@]}"; do
		while IFS= read -r value; do
			((${#value} < 4)) || script+="s/$(sed 's|[][\\/.*^$]|\\&|g' <<<"$value")/[secret]/g"$'\n'
		done < <(secret "${entry%:*}" && secret_in_env_file "${entry%:*}")
	done
	sed --unbuffered -f <(printf '%s' "$script")
}

reload_nginx_when_changed() {
	if [[ " ${rewritten[*]} " == *"$stack_folder/nginx/"* ]] || ! nginx_shows_certificate; then reload_nginx; fi
}

# A configuration that nginx rejects is never loaded.
reload_nginx() {
	perform docker exec wasper-nginx nginx -t -q -c /etc/nginx/wasper/nginx.conf || fail NGINX_REFUSED 'nginx rejected its new configuration and keeps the current one.' 'See the output below.'
	perform docker exec wasper-nginx nginx -s reload -c /etc/nginx/wasper/nginx.conf || fail NGINX_REFUSED 'nginx could not be reloaded.' 'See: wasperctl logs nginx'
}
