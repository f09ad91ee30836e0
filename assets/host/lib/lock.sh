# shellcheck shell=bash
# Units of one run share the lock of the machine; operations, and units of another run, are refused.

lock_file=$run_folder/lock
holder_file=$run_folder/holder

# Prints the default of --holder: the user behind sudo, and the address of their SSH client.
default_holder() {
	local from=${SSH_CONNECTION:-} process=$PPID
	# sudo drops SSH_CONNECTION; the session's shell above it still has it.
	while [[ -z $from && $process -gt 1 ]]; do
		from=$(tr '\0' '\n' <"/proc/$process/environ" 2>/dev/null | sed -n 's/^SSH_CONNECTION=//p') || true
		process=$(awk '/^PPid:/ {print $2}' "/proc/$process/status" 2>/dev/null || echo 0)
	done
	printf '%s%s' "${SUDO_USER:-root}" "${from:+@${from%% *}}"
}

# Whether the machine is locked now.
lock_is_held() {
	! flock --exclusive --nonblock "$lock_file" true
}

lock_note() {
	[[ -r $holder_file ]] && sed -n "${1}p" "$holder_file"
}

write_holder() {
	printf '%s\n' "$WASPER_HOLDER" "$1" "$(date -u +%FT%TZ)" >"$holder_file.$$"
	mv "$holder_file.$$" "$holder_file"
}

# Takes the lock on descriptor 9 until this process ends: take_lock shared|exclusive REASON. Returns 75 when held.
take_lock() {
	exec 9>>"$lock_file"
	# lock_is_held takes the lock for a moment as well, so a short wait is needed.
	flock "--$1" --timeout 2 9 || return "$exit_locked"
	write_holder "$2"
}

locked_cause() {
	printf 'This machine is locked by %s since %s: %s.' "$(lock_note 1)" "$(lock_note 3)" "$(lock_note 2)"
}

# Locks the machine for an operation, or exits with 75 and the name of the holder.
take_machine() {
	WASPER_HOLDER=${WASPER_HOLDER:-$(default_holder)}
	take_lock exclusive "$1" || {
		printf '%s\n' "$(locked_cause)" >&2
		exit "$exit_locked"
	}
}
