# shellcheck shell=bash
# `apply UNIT`: the work runs as a transient systemd unit, so that it survives a lost connection;
# the same command again attaches to the running one.

# Seconds before what could not be seen after an apply is inspected again.
unknown_pauses=(1 3 10)

apply_usage() {
	printf 'wasperctl apply: %s\nUnits: %s\n' "$1" "${units[*]}" >&2
	exit "$exit_usage"
}

command_apply() {
	local json=false name='' event_file service
	WASPER_HOLDER=$(default_holder)
	while (($# > 0)); do
		case $1 in
		--json) json=true ;;
		--holder)
			WASPER_HOLDER=${2:?--holder needs a name}
			shift
			;;
		-*) apply_usage "unknown option \"$1\"." ;;
		*) name=$1 ;;
		esac
		shift
	done
	is_one_of "$name" "${units[@]}" || apply_usage "unknown unit \"$name\"."
	export WASPER_HOLDER
	event_file=$run_folder/apply/$name.ndjson
	service=wasper-apply-$name.service
	refuse_other_holder "$name"
	[[ $name != owner ]] || keep_owner_input
	(
		flock 8
		systemctl --quiet is-active "$service" || start_unit "$name" "$service" "$event_file"
	) 8>>"$run_folder/start.lock"
	if $json; then
		attach "$name" "$service" "$event_file"
	else
		attach "$name" "$service" "$event_file" | show_events
		return "${PIPESTATUS[0]}"
	fi
}

# Prints events as lines for people, without jq, which a new machine does not have yet.
show_events() {
	local event
	while IFS= read -r event; do
		case $event in
		'{"type":"output"'*) json_text line "$event" ;;
		'{"type":"result"'*) json_text evidence "$event" ;;
		*) printf '%s %s' "$(json_text cause "$event")" "$(json_text fix "$event" || true)" ;;
		esac
		printf '\n'
	done
}

refuse_other_holder() {
	if lock_is_held && [[ $(lock_note 1) != "$WASPER_HOLDER" ]]; then
		printf '{"type":"error","unit":"%s","code":"LOCKED","cause":%s,"fix":"Run the same command again when it is done."}\n' "$1" "$(json_string "$(locked_cause)")"
		exit "$exit_locked"
	fi
}

start_unit() {
	: >"$3"
	systemctl reset-failed "$2" 2>/dev/null || true
	systemd-run --quiet --collect --unit="$2" --description="Wasper: apply $1" \
		--property=KillMode=mixed --property=RuntimeMaxSec=3600 \
		--setenv=WASPER_HOLDER="$WASPER_HOLDER" --setenv=HOME=/root --setenv=LANG=C.UTF-8 "$program" run-unit "$1"
}

# Prints all events of the unit, from first to last. Returns the exit code that the last one stands for.
attach() {
	local pid last
	pid=$(systemctl show --property=MainPID --value "$2")
	if [[ $pid == 0 ]]; then
		cat "$3"
	else
		tail --lines=+1 --follow --sleep-interval=0.1 --pid="$pid" "$3"
	fi
	last=$(tail -n 1 "$3")
	case $last in
	'{"type":"result"'*) return 0 ;;
	'{"type":"error"'*'"code":"LOCKED"'*) return "$exit_locked" ;;
	'{"type":"error"'*) return 1 ;;
	esac
	printf '{"type":"error","unit":"%s","code":"UNIT_DIED","cause":"The unit was stopped before it reported a result.","fix":"See: journalctl -u %s. Then run the same command again."}\n' "$1" "$2"
	return 1
}

# Prints the report of a unit that was applied. What could not be seen yet, on a busy machine perhaps, is inspected again.
inspect_again() {
	local text pause
	text=$(inspect_unit "$1")
	for pause in "${unknown_pauses[@]}"; do
		is_only_unknown "$text" || break
		sleep "$pause"
		text=$(inspect_unit "$1")
	done
	printf '%s\n' "$text"
}

# Runs inside the transient unit: inspect, apply, verify.
command_run_unit() {
	local text
	unit=$1
	exec 3>>"$run_folder/apply/$unit.ndjson"
	trap '[[ $BASHPID != "$$" ]] || fail UNEXPECTED "A command in wasperctl failed unexpectedly: ${BASH_COMMAND%% *} (line $LINENO)." "See: journalctl -u wasper-apply-$unit"' ERR
	# In any case: the password is not left behind.
	[[ $unit != owner ]] || trap 'rm -f "$owner_input"' EXIT
	take_lock shared "applying $unit" || fail LOCKED "$(locked_cause)" 'Run the same command again when it is done.'
	[[ $unit == base ]] || has_program jq || fail BASE_MISSING 'The base packages are not installed on this machine yet.' 'Run: wasperctl apply base'
	! settings_are_damaged || fail SETTINGS_DAMAGED "$damaged_settings" 'Run create-wasper-azure with the answers of this deployment; it sends the settings again.'
	[[ $unit != owner ]] || refuse_other_owner
	text=$(inspect_unit "$unit")
	if ! is_ok "$text"; then
		"apply_$unit"
		text=$(inspect_again "$unit")
		is_ok "$text" || fail VERIFY_FAILED "The work was done, but $unit is still not right: $(report_evidence "$text")." "See: journalctl -u wasper-apply-$unit. Then run the same command again."
	fi
	emit "{\"type\":\"result\",\"unit\":\"$unit\",\"changed\":$any_change,\"evidence\":$(json_string "$(report_evidence "$text")")}"
}
