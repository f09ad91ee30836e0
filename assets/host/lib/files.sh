# shellcheck shell=bash
# Files are replaced atomically, by rename, and only when they differ. Their content reaches the disk before their name
# does, so that a power cut leaves the old or the new one, never an empty one.

# write_file PATH MODE TEXT: returns 0 when it was written, 1 when nothing had to be changed.
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
	sync "$1.new"
	mv "$1.new" "$1"
}

# Prints a template with each {{NAME}} replaced from the associative array `values`; an unknown name is a bug.
render() {
	local text name
	text=$(<"$home/templates/$1")
	for name in "${!values[@]}"; do
		text=${text//"{{$name}}"/"${values[$name]}"}
	done
	if [[ $text =~ \{\{([A-Z_]+)\}\} ]]; then
		printf 'template %s: no value for %s\n' "$1" "${BASH_REMATCH[1]}" >&2
		return 1
	fi
	printf '%s' "$text"
}

# Whether PATH has the mode and text that write_file would give it.
file_is() {
	[[ -f $1 && $(stat --format=%04a "$1") == "$2" && $(<"$1") == "$3" ]]
}
