# shellcheck shell=bash
# inspect: looks at every unit, changes nothing.
#
# The report of a unit is text: its evidence on the first line, then each finding on a line of its own, its fields
# separated by $field. A unit without findings is in order.

field=$'\x1f'

# Adds a finding to the report: report STATE CODE EVIDENCE [CAUSE [FIX]].
# STATE: absent, drifted, broken or unknown. CODE: stable, unique within the unit. CAUSE: a sentence; needless for what is
# absent. FIX: what the operator must do, where apply cannot repair it alone.
# Returns 1, so that `|| return` ends an inspection that can see no more.
report() {
	local text="$1$field$2$field$3$field${4:-}$field${5:-}"
	findings+=("${text//$'\n'/ }")
	return 1
}

# Says what was seen of a unit that is in order; without effect once there are findings.
report_ok() {
	((${#findings[@]} > 0)) || evidence=${1//$'\n'/ }
}

# Prints the report of one unit. An inspection that crashes, or sees nothing, is a finding as well.
inspect_unit() {
	local text
	text=$(
		trap - ERR
		set +e +o pipefail
		# A daemon that hangs must not hang the inspection.
		# shellcheck disable=SC2317 # The inspections call it.
		docker() { timeout 10 "$(type -P docker)" "$@"; }
		evidence='' findings=()
		"inspect_$1" >/dev/null 3>&- 9>&- 2>/dev/null
		((${#findings[@]} == 0)) || evidence=$(join_evidence "${findings[@]}")
		[[ -z $evidence ]] || printf '%s\n' "$evidence" "${findings[@]}"
	) || true
	[[ -n $text ]] || text=$'not inspected\n'"unknown${field}inspection-failed${field}not inspected${field}The inspection of this unit failed.$field"
	printf '%s\n' "$text"
}

# Prints the evidence of the given findings on one line.
join_evidence() {
	local finding text='' parts
	for finding in "$@"; do
		IFS=$field read -r -a parts <<<"$finding"
		text+="${text:+; }${parts[2]}"
	done
	printf '%s' "$text"
}

is_ok() {
	[[ $1 != *$'\n'* ]]
}

# Whether the report has findings, and none of them was seen for sure.
is_only_unknown() {
	! is_ok "$1" && ! report_findings "$1" | grep -qv "^unknown$field"
}

report_evidence() {
	printf '%s' "${1%%$'\n'*}"
}

# Prints the findings of a report, one a line.
report_findings() {
	is_ok "$1" || printf '%s\n' "${1#*$'\n'}"
}

# Prints the report of UNIT as JSON: report_json UNIT REPORT.
report_json() {
	local separator='' state code evidence cause fix
	printf '{"evidence":%s,"findings":[' "$(json_string "$(report_evidence "$2")")"
	while IFS=$field read -r state code evidence cause fix; do
		printf '%s' "$separator"
		json_object code "host.$1.$code" state "$state" evidence "$evidence" ${cause:+cause "$cause"} ${fix:+fix "$fix"}
		separator=,
	done < <(report_findings "$2")
	printf ']}'
}

# Prints the report of UNIT for people, each finding on a line of its own: show_report UNIT REPORT.
show_report() {
	local name=$1 state evidence
	if is_ok "$2"; then
		printf '%-10s %-8s %s\n' "$name" ok "$(report_evidence "$2")"
		return
	fi
	while IFS=$field read -r state _ evidence _; do
		printf '%-10s %-8s %s\n' "$name" "$state" "$evidence"
		name=''
	done < <(report_findings "$2")
}

cloud_init_state() {
	local result=/run/cloud-init/result.json
	# Running cloud-init takes a third of a second; the file that it writes at its end says the same.
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

# Writes one file per unit into a folder, all at the same time.
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
	local folder name separator='' optional owner
	folder=$(mktemp -d "$run_folder/inspect.XXXXXX")
	# shellcheck disable=SC2064 # The folder of now.
	trap "rm -rf '$folder'" EXIT
	inspect_all "$folder"
	if [[ ${1:-} != --json ]]; then
		for name in "${units[@]}"; do
			show_report "$name" "$(<"$folder/$name")"
		done
		! settings_are_damaged || printf '%-10s %-8s %s\n' settings broken "$damaged_settings"
		return
	fi
	printf '{"protocol":%d,"version":"%s","bootId":"%s","os":%s,"cloudInit":"%s","units":{' \
		"$protocol" "$(program_version)" "$(</proc/sys/kernel/random/boot_id)" "$(json_string "$(sed -n 's/^PRETTY_NAME="\(.*\)"$/\1/p' /etc/os-release)")" "$(<"$folder/cloud-init")"
	for name in "${units[@]}"; do
		printf '%s"%s":%s' "$separator" "$name" "$(report_json "$name" "$(<"$folder/$name")")"
		separator=,
	done
	printf '}'
	[[ ! -s $settings_file ]] || settings_are_damaged || printf ',"settings":%s' "$(<"$settings_file")"
	! kept_release >/dev/null || printf ',"release":%s' "$(json_string "$(kept_release)")"
	for name in certificate app; do
		optional=$(<"$folder/$name")
		[[ -z $optional ]] || printf ',"%s":%s' "$name" "$optional"
	done
	[[ -z $(probe_token) ]] || printf ',"probe":"%s"' "$(probe_token)"
	# The evidence of unit owner is the address of the first account, once there is one.
	owner=$(report_evidence "$(<"$folder/owner")")
	[[ $owner != *@* ]] || printf ',"owner":%s' "$(json_object email "$owner")"
	if [[ -e $lock_file ]] && lock_is_held; then
		printf ',"lock":%s' "$(json_object holder "$(lock_note 1)" reason "$(lock_note 2)" since "$(lock_note 3)")"
	fi
	printf '}\n'
}
