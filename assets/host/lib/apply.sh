# shellcheck shell=bash
# `apply UNIT`: the work runs as a transient systemd unit, so that it survives the connection;
# whoever asks for the same unit again is attached to the running one.

apply_usage() {
	printf 'wasperctl: %s\nUnits: %s\n' "$1" "${units[*]}" >&2
	exit 2
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
		-*) apply_usage "no option \"$1\"." ;;
		*) name=$1 ;;
		esac
		shift
	done
	[[ " ${units[*]} " == *" $name "* && -n $name ]] || apply_usage "no unit \"$name\"."
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

# Events as lines for people; the machine may be bare yet, without jq.
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
		printf '{"type":"error","unit":"%s","code":"LOCKED","cause":%s,"fix":"Run the same again when it is done."}\n' "$1" "$(json_string "$(locked_cause)")"
		exit 75
	fi
}

start_unit() {
	: >"$3"
	systemctl reset-failed "$2" 2>/dev/null || true
	systemd-run --quiet --collect --unit="$2" --description="Wasper: apply $1" \
		--property=KillMode=mixed --property=RuntimeMaxSec=3600 \
		--setenv=WASPER_HOLDER="$WASPER_HOLDER" --setenv=HOME=/root --setenv=LANG=C.UTF-8 "$program" run-unit "$1"
}

# Prints the unit's events from its beginning to its end. Returns what the unit's end says.
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
	'{"type":"error"'*'"code":"LOCKED"'*) return 75 ;;
	'{"type":"error"'*) return 1 ;;
	esac
	printf '{"type":"error","unit":"%s","code":"UNIT_DIED","cause":"The work ended without a result; it was stopped from outside.","fix":"See journalctl -u %s, then run the same again."}\n' "$1" "$2"
	return 1
}

# Inside the transient unit: inspect, act, verify.
command_run_unit() {
	local finding
	unit=$1
	exec 3>>"$run_folder/apply/$unit.ndjson"
	trap '[[ $BASHPID != "$$" ]] || fail UNEXPECTED "A command of wasperctl failed that should not: ${BASH_COMMAND%% *} (line $LINENO)." "See journalctl -u wasper-apply-$unit."' ERR
	# Whether it is needed or not: a password does not stay behind.
	[[ $unit != owner ]] || trap 'rm -f "$owner_input"' EXIT
	take_lock shared "applying $unit" || fail LOCKED "$(locked_cause)" 'Run the same again when it is done.'
	[[ $unit == base ]] || has_program jq || fail BASE_MISSING 'The base packages are not on this machine yet.' 'Run: wasperctl apply base'
	[[ $unit != owner ]] || refuse_other_owner
	finding=$(inspect_unit "$unit")
	if [[ $(finding_state "$finding") != ok ]]; then
		"apply_$unit"
		finding=$(inspect_unit "$unit")
		[[ $(finding_state "$finding") == ok ]] || fail VERIFY_FAILED "After the work, $unit is still $(finding_state "$finding"): $(finding_evidence "$finding"). $(finding_cause "$finding")" "See journalctl -u wasper-apply-$unit, then run the same again."
	fi
	emit "{\"type\":\"result\",\"unit\":\"$unit\",\"changed\":$any_change,\"evidence\":$(json_string "$(finding_evidence "$finding")")}"
}
