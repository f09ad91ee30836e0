# shellcheck shell=bash
# What the operator chose, kept as the JSON that the laptop sent. No secrets are in it.

settings_file=$settings_folder/settings.json

# Keeps the settings that come on standard input.
command_configure() {
	local text
	text=$(cat)
	if [[ $text != '{'*'}' ]]; then
		printf 'wasperctl configure: expected one JSON object on standard input.\n' >&2
		exit 2
	fi
	write_file "$settings_file" 0644 "$text" || true
}

# Every setting that is a text, by its key.
declare -gA settings=()

# Reads them once, so that nobody asks jq again and again. A bare machine has neither settings nor jq.
load_settings() {
	settings=()
	if [[ -r $settings_file ]] && has_program jq; then
		read_facts settings 'to_entries[] | select(.value | type == "string") | fact(.key; .value)' "$settings_file"
	fi
}

# Prints a setting, or DEFAULT when it is not given: setting KEY [DEFAULT].
setting() {
	printf '%s' "${settings[$1]:-${2:-}}"
}
