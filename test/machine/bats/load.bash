# shellcheck shell=bash disable=SC2034,SC2154,SC2317
# Loads wasperctl's rooms into a folder of its own, as the program does.
load_wasperctl() {
	set -o pipefail
	home=$BATS_TEST_DIRNAME/../../../assets/host
	export WASPER_PREFIX=$BATS_TEST_TMPDIR
	# shellcheck source=/dev/null
	for library in "$home/paths.sh" "$home"/lib/*.sh; do source "$library"; done
	releases_file=$home/../releases.json
	mkdir -p "$settings_folder" "$run_folder" "$log_folder" "$data/secrets" "$data/postgres" "$letsencrypt"
	load_releases
	unit='test'
	# Events have descriptor 3, which is bats's own here.
	emit() { :; }
}

settings() {
	printf '%s\n' "$1" >"$settings_file"
	load_settings
}

# Puts a program of this name first in the PATH: program NAME SCRIPT. Inspections call docker itself, not a function.
program() {
	mkdir -p "$BATS_TEST_TMPDIR/bin"
	printf '#!/bin/sh\n%s\n' "$2" >"$BATS_TEST_TMPDIR/bin/$1"
	chmod +x "$BATS_TEST_TMPDIR/bin/$1"
	PATH=$BATS_TEST_TMPDIR/bin:${PATH#"$BATS_TEST_TMPDIR/bin:"}
}
