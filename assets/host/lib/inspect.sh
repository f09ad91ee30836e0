# shellcheck shell=bash
# Looks at everything, changes nothing.

# Ends a unit's inspection: report STATE EVIDENCE [CAUSE], each one line.
report() {
	local cause=${3:-}
	printf '%s\n' "$1" "${2//$'\n'/ }" "${cause//$'\n'/ }"
	exit 0
}

# Prints one unit's finding: three lines. A crash of the inspection is the state "unknown".
inspect_unit() {
	local finding
	finding=$(
		trap - ERR
		set +e +o pipefail
		# A daemon that hangs is a finding, too.
		# shellcheck disable=SC2317 # The inspections call it.
		docker() { timeout 10 "$(type -P docker)" "$@"; }
		"inspect_$1" 3>&- 9>&- 2>/dev/null
	) || true
	[[ $finding =~ ^(ok|absent|drifted|broken|unknown)$'\n' ]] ||
		finding=$'unknown\nnot inspected\nThe inspection itself failed.'
	printf '%s\n' "$finding"
}

finding_state() {
	printf '%s' "${1%%$'\n'*}"
}

finding_evidence() {
	local lines
	mapfile -t lines <<<"$1"
	printf '%s' "${lines[1]:-}"
}

finding_cause() {
	local lines
	mapfile -t lines <<<"$1"
	printf '%s' "${lines[2]:-}"
}

finding_json() {
	local cause
	cause=$(finding_cause "$1")
	json_object state "$(finding_state "$1")" evidence "$(finding_evidence "$1")" ${cause:+cause "$cause"}
}

cloud_init_state() {
	local result=/run/cloud-init/result.json
	# Asking cloud-init itself takes a third of a second; what it wrote at its end says the same.
	if [[ -s $result ]]; then
		if grep -q '"errors": \[\]' "$result"; then printf 'done'; else printf error; fi
		return
	fi
	has_program cloud-init || {
		printf absent
		return
	}
	case $(cloud-init status 2>/dev/null) in
	*running* | *'not run'* | *'not started'*) printf running ;;
	*error*) printf error ;;
	*done*) printf 'done' ;;
	*) printf absent ;;
	esac
}

# One file a unit, written side by side.
inspect_all() {
	local name
	remember_docker
	remember_certificate
	remember_sshd
	for name in "${units[@]}"; do
		inspect_unit "$name" >"$1/$name" &
	done
	cloud_init_state >"$1/cloud-init" &
	certificate_json >"$1/certificate" 2>/dev/null &
	app_json >"$1/app" 2>/dev/null &
	wait
}

command_inspect() {
	local folder name separator='' optional
	folder=$(mktemp -d "$run_folder/inspect.XXXXXX")
	# shellcheck disable=SC2064 # The folder of now.
	trap "rm -rf '$folder'" EXIT
	inspect_all "$folder"
	if [[ ${1:-} != --json ]]; then
		for name in "${units[@]}"; do
			printf '%-10s %-8s %s\n' "$name" "$(finding_state "$(<"$folder/$name")")" "$(finding_evidence "$(<"$folder/$name")")"
		done
		return
	fi
	printf '{"protocol":1,"version":"%s","bootId":"%s","os":%s,"cloudInit":"%s","units":{' \
		"$version" "$(</proc/sys/kernel/random/boot_id)" "$(json_string "$(sed -n 's/^PRETTY_NAME="\(.*\)"$/\1/p' /etc/os-release)")" "$(<"$folder/cloud-init")"
	for name in "${units[@]}"; do
		printf '%s"%s":%s' "$separator" "$name" "$(finding_json "$(<"$folder/$name")")"
		separator=,
	done
	printf '}'
	[[ ! -s $settings_file ]] || printf ',"settings":%s' "$(<"$settings_file")"
	for name in certificate app; do
		optional=$(<"$folder/$name")
		[[ -z $optional ]] || printf ',"%s":%s' "$name" "$optional"
	done
	[[ -z $(probe_token) ]] || printf ',"probe":"%s"' "$(probe_token)"
	if [[ $(finding_state "$(<"$folder/owner")") =~ ok|drifted ]]; then
		printf ',"owner":%s' "$(json_object email "$(finding_evidence "$(<"$folder/owner")")")"
	fi
	if [[ -e $lock_file ]] && lock_is_held; then
		printf ',"lock":%s' "$(json_object holder "$(lock_note 1)" reason "$(lock_note 2)" since "$(lock_note 3)")"
	fi
	printf '}\n'
}
