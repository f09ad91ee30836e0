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

# Prints a setting, or DEFAULT when it is not given: setting KEY [DEFAULT].
setting() {
	local value=''
	[[ ! -r $settings_file ]] || value=$(jq --raw-output --arg key "$1" '.[$key] // empty' "$settings_file")
	printf '%s' "${value:-${2:-}}"
}
