# shellcheck shell=bash
# What this program is, by the content of its files: the laptop calculates the same (source/host/program.ts).

# Prints `RELEASE+HASH`; a file that was changed, added or lost gives another hash. Without a release nothing was installed.
program_version() {
	[[ -e $home/version ]] || {
		printf unpacked
		return
	}
	printf '%s+%s' "$(sed 's/+.*//' "$home/version")" "$(content_hash "$home")"
}

# The hash of the list that sha256sum prints for all files of a folder but `version`, in the order of their bytes.
content_hash() (
	cd "$1" || return
	find . -type f ! -path ./version -printf '%P\0' | LC_ALL=C sort --zero-terminated | xargs -0 sha256sum | sha256sum | cut -c1-12
)
