# shellcheck shell=bash
# Just enough JSON to report on a new machine, where jq is not installed yet.

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

# Fills an associative array from a file of JSON by one call of jq: read_facts ARRAY FILTER FILE, where FILTER
# yields each pair by `fact(key; text)`.
read_facts() {
	local -n facts=$1
	local pairs index
	mapfile -d '' pairs < <(jq --join-output "def fact(\$key; \$text): \$key, \"\\u0000\", \$text, \"\\u0000\"; $2" "$3")
	for ((index = 0; index < ${#pairs[@]}; index += 2)); do
		# shellcheck disable=SC2004 # The keys are words.
		facts[${pairs[index]}]=${pairs[index + 1]}
	done
}

# Prints the text under KEY in an event of ours, with the escapes of json_string undone: json_text KEY EVENT.
json_text() {
	[[ $2 =~ \"$1\":\"(([^\"\\]|\\.)*)\" ]] || return 1
	printf '%b' "${BASH_REMATCH[1]//\\\"/\"}"
}
