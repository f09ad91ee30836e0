# shellcheck shell=bash
# What a unit prints while it works: lines for the journal on standard output, events for the laptop on descriptor 3.

unit=
any_change=false
last_lines=()

emit() {
	if { true >&3; } 2>/dev/null; then printf '%s\n' "$1" >&3; fi
}

# One line of progress.
say() {
	printf '%s\n' "$1"
	emit "{\"type\":\"output\",\"line\":$(json_string "$1")}"
}

# Prints and records that something on the machine was changed.
changed() {
	any_change=true
	audit "$1"
	say "$1"
}

# Appends to the audit log: time, holder, unit, change.
audit() {
	printf '%s holder=%q unit=%s %s\n' "$(date -u +%FT%TZ)" "${WASPER_HOLDER:-local}" "${unit:-operation}" "$1" >>"$log_folder/audit.log"
}

# Ends the unit: fail CODE CAUSE FIX. assets/errors/host.json has a row for each CODE. The last lines of a failed command are sent along as evidence.
fail() {
	local event
	trap - ERR
	event="{\"type\":\"error\",\"unit\":\"$unit\",\"code\":\"$1\",\"cause\":$(json_string "$2"),\"fix\":$(json_string "$3")"
	((${#last_lines[@]} == 0)) || event+=",\"evidence\":$(json_array "${last_lines[@]}")"
	printf '%s: %s\n' "$1" "$2"
	emit "$event}"
	exit 1
}

# Runs a command and shows its output; returns its exit code, and keeps its last lines as evidence.
# Descriptors 3 and 9 are ours: a process that the command leaves behind must not hold them.
perform() {
	local line code=0
	last_lines=()
	while IFS= read -r line; do
		if [[ $line == $'\x04'* ]]; then
			code=${line#?}
			break
		fi
		[[ -n $line ]] || continue
		say "$line"
		last_lines+=("$line")
		((${#last_lines[@]} <= 20)) || last_lines=("${last_lines[@]:1}")
	done < <(
		trap - ERR
		set +e
		"$@" </dev/null 2>&1 3>&- 9>&-
		printf '\x04%d\n' "$?"
	)
	return "$code"
}
