# shellcheck shell=bash
# Requests to the application itself, not through nginx and the domain.

# Prints the response of the application to GET PATH.
app_get() {
	curl --silent --show-error --max-time 3 "http://$app_address$1"
}

# Whether the API is healthy, by the status and the body at its health path. `/` returns 200 even when the API is down.
app_is_healthy() {
	local answer
	answer=$(curl --silent --fail --max-time 3 "http://$app_address${releases[healthPath]}") || return 1
	[[ $(jq --raw-output '.status?' <<<"$answer" 2>/dev/null) =~ ^(OK|Healthy)$ ]]
}

app_json() {
	local running healthy=false
	[[ $(container_state app) == running/* ]] || return 0
	running=$(app_get /api/v1/flags | jq --raw-output '.CURRENT_VERSION // empty' 2>/dev/null) || true
	if app_is_healthy; then healthy=true; fi
	printf '{"version":%s,"healthy":%s}' "$(json_string "${running:-$(release_field version)}")" "$healthy"
}
