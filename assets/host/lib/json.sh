# shellcheck shell=bash
# Just enough JSON to answer on a bare machine, where no jq is installed yet.

# Prints TEXT as a JSON string. Control characters other than tab and newline are dropped.
json_string() {
	local text=$1
	text=${text//\\/\\\\}
	text=${text//\"/\\\"}
	text=${text//$'\n'/\\n}
	text=${text//$'\t'/\\t}
	text=${text//[[:cntrl:]]/}
	printf '"%s"' "$text"
}

# Prints an object of strings: json_object KEY TEXT [KEY TEXT]… Keys are ours and need no escapes.
json_object() {
	local separator=''
	printf '{'
	while (($# > 1)); do
		printf '%s"%s":' "$separator" "$1"
		json_string "$2"
		separator=,
		shift 2
	done
	printf '}'
}

# Prints its arguments as an array of strings.
json_array() {
	local separator='' text
	printf '['
	for text in "$@"; do
		printf '%s' "$separator"
		json_string "$text"
		separator=,
	done
	printf ']'
}

# Prints the text under KEY in an event of ours, with the escapes of json_string undone: json_text KEY EVENT.
json_text() {
	[[ $2 =~ \"$1\":\"(([^\"\\]|\\.)*)\" ]] || return 1
	printf '%b' "${BASH_REMATCH[1]//\\\"/\"}"
}
