bats_require_minimum_version 1.5.0

setup() {
	load load
	load_wasperctl
	settings '{}'
	pgrep() { return 1; }
	audit=''
	dpkg() { [[ $1 != --audit ]] || printf '%s' "$audit"; }
	perform() { printf '%s\n' "$*" >>"$BATS_TEST_TMPDIR/performed"; }
	missing_packages() { printf 'jq\n'; }
	refresh_old_packages() { :; }
}

@test "work that dpkg was interrupted in is finished before anything is installed" {
	audit='The following packages are only half configured: jq'
	dpkg_is_interrupted
	ensure_packages jq >/dev/null
	grep -n . "$BATS_TEST_TMPDIR/performed" | head -n 1 | grep -q 'dpkg .*--configure -a'
}

@test "an update that dpkg has not merged counts as interrupted; a dpkg that is at work now does not" {
	mkdir -p "$prefix/var/lib/dpkg/updates"
	run -1 dpkg_is_interrupted
	touch "$prefix/var/lib/dpkg/updates/0001"
	dpkg_is_interrupted
	pgrep() { printf '1234\n'; }
	run -1 dpkg_is_interrupted
}

@test "work that dpkg can't finish is an error with a way out" {
	audit=half
	perform() { return 1; }
	run -1 ensure_packages jq
	[[ $output == *DPKG_INTERRUPTED* ]]
}

@test "a reboot that is required is said, with the packages that require it" {
	mkdir -p "$prefix/run"
	[ "$(reboot_evidence)" = '' ]
	touch "$prefix/run/reboot-required"
	[ "$(reboot_evidence)" = ', a reboot is required' ]
	printf 'linux-image-6.8\nlibc6\nlibc6\n' >"$prefix/run/reboot-required.pkgs"
	[ "$(reboot_evidence)" = ', a reboot is required by libc6 linux-image-6.8' ]
}
