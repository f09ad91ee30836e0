# shellcheck shell=bash
# Files are written whole, by rename, and only when they differ.

# write_file PATH MODE TEXT: returns 0 when written, 1 when it already was so.
write_file() {
	if [[ -f $1 && $(<"$1") == "$3" && $(stat --format=%04a "$1") == "$2" ]]; then
		return 1
	fi
	mkdir -p "$(dirname "$1")"
	(
		umask 077
		printf '%s\n' "$3" >"$1.new"
	)
	chmod "$2" "$1.new"
	mv "$1.new" "$1"
}

# Prints a template with its {{NAME}}s filled from the associative array `values`; an unknown name is a bug of ours.
render() {
	local text name
	text=$(<"$home/templates/$1")
	for name in "${!values[@]}"; do
		text=${text//"{{$name}}"/"${values[$name]}"}
	done
	if [[ $text =~ \{\{([A-Z_]+)\}\} ]]; then
		printf 'template %s: nothing known for %s\n' "$1" "${BASH_REMATCH[1]}" >&2
		return 1
	fi
	printf '%s' "$text"
}

# Whether PATH has the mode and text that write_file would give it.
file_is() {
	[[ -f $1 && $(stat --format=%04a "$1") == "$2" && $(<"$1") == "$3" ]]
}
