# shellcheck shell=bash
# health: checks that every part really works.

# check WHAT COMMAND…: adds the outcome to `checks`, as `true WHAT` or `false WHAT`.
check() {
	local what=$1 outcome=false
	shift
	! "$@" >/dev/null 2>&1 || outcome=true
	checks+=("$outcome $what")
	if [[ $outcome == false ]]; then healthy=false; fi
	$as_json || show_check "${checks[-1]}"
}

show_check() {
	case $1 in
	true*) printf 'ok      %s\n' "${1#* }" ;;
	*) printf 'FAILED  %s\n' "${1#* }" ;;
	esac
}

redis_answers() {
	redis_command ping | grep -q PONG
}

site_answers() {
	local name
	name=$(setting domain)
	curl --silent --fail --insecure --max-time 10 --resolve "$name:443:127.0.0.1" "https://$name${releases[healthPath]}"
}

site_redirects() {
	[[ $(curl --silent --max-time 10 --output /dev/null --write-out '%{redirect_url}' --resolve "$(setting domain):80:127.0.0.1" "http://$(setting domain)/") == https://* ]]
}

certificate_is_good() {
	! is_self_signed "$certificate_file" && (($(certificate_seconds "$certificate_file") > 0)) && nginx_shows_certificate
}

# health [--json]
# shellcheck disable=SC2120 # Its arguments come from the command line.
command_health() {
	local checks=() healthy=true as_json=false name
	[[ ${1:-} != --json ]] || as_json=true
	require_stack
	check "data disk at $data" disk_is_in_place
	for name in "${services[@]}"; do
		check "container $name" test "$(container_state "$name")" = running/healthy
	done
	check 'PostgreSQL answers a query' database_query 'select 1'
	check 'Redis answers a ping' redis_answers
	check 'the API is healthy' app_is_healthy
	check 'a worker takes jobs from the queue' worker_takes_jobs
	check 'the site answers through nginx' site_answers
	check 'HTTP redirects to HTTPS' site_redirects
	check 'the certificate is trusted and valid' certificate_is_good
	if $as_json; then
		printf '%s\n' "${checks[@]}" | jq --raw-input --null-input --compact-output --argjson healthy "$healthy" \
			'{healthy: $healthy, checks: [inputs | {what: sub("^[a-z]+ "; ""), ok: startswith("true")}]}'
	fi
	$healthy || exit 1
}
