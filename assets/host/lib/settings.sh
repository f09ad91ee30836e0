# shellcheck shell=bash
# What the operator chose, stored as the JSON that the laptop sent. It holds no secrets.

settings_file=$settings_folder/settings.json
damaged_settings="$settings_file is damaged."

# Stores the settings from standard input.
command_configure() {
	local text
	text=$(cat)
	if [[ $text != '{'*'}' ]]; then
		printf 'wasperctl configure: expected one JSON object on standard input.\n' >&2
		exit "$exit_usage"
	fi
	refuse_other_release "$text"
	write_file "$settings_file" 0644 "$text" || true
}

# A database keeps its release: the settings never name one that nothing on the machine has.
refuse_other_release() {
	local kept wanted
	kept=$(kept_release) || return 0
	wanted=$(jq --raw-output '.release // empty' <<<"$1")
	[[ -z $wanted || $wanted == "$kept" ]] || {
		printf 'wasperctl configure: the database belongs to release %s and cannot be used by release %s.\n' "$kept" "$wanted" >&2
		exit 1
	}
}

# Every setting that is a string, by its key.
declare -gA settings=()

# Reads them once, by one call of jq. A new machine has neither settings nor jq.
load_settings() {
	settings=()
	if [[ -r $settings_file ]] && has_program jq; then
		read_facts settings 'to_entries[] | select(.value | type == "string") | fact(.key; .value)' "$settings_file" 2>/dev/null
	fi
}

# Whether there are settings that can't be read, after a power cut perhaps. They are then reported as absent, and sent again.
settings_are_damaged() {
	[[ -e $settings_file ]] && has_program jq && ! jq --exit-status --slurp 'length == 1 and (.[0] | type == "object")' "$settings_file" >/dev/null 2>&1
}

# Prints a setting, or DEFAULT when it is not set: setting KEY [DEFAULT].
setting() {
	printf '%s' "${settings[$1]:-${2:-}}"
}
