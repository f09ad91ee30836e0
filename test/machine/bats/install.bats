bats_require_minimum_version 1.5.0

# Two versions of a program, each with a library that says which it belongs to.
setup() {
	export WASPER_PREFIX=$BATS_TEST_TMPDIR/machine
	for number in 1 2; do
		mkdir -p "$BATS_TEST_TMPDIR/$number/lib"
		cp "$BATS_TEST_DIRNAME/../../../assets/host/install" "$BATS_TEST_TMPDIR/$number/install"
		printf '%s\n' "$number" | tee "$BATS_TEST_TMPDIR/$number/version" >"$BATS_TEST_TMPDIR/$number/lib/number"
		# Waits until it may read its library, as a program does that reads its templates late.
		cat >"$BATS_TEST_TMPDIR/$number/wasperctl" <<-'END'
			#!/usr/bin/env bash
			home=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
			printf 'running %s\n' "$(cat "$home/version")"
			read -r _
			printf 'read %s\n' "$(cat "$home/lib/number")"
		END
	done
	wasperctl=$WASPER_PREFIX/usr/local/bin/wasperctl
}

install_version() { bash "$BATS_TEST_TMPDIR/$1/install"; }

@test "a program that runs while another version is installed reads its own files to the end" {
	install_version 1
	coproc running { "$wasperctl"; }
	read -r line <&"${running[0]}"
	[ "$line" = 'running 1' ]
	install_version 2
	[ "$("$wasperctl" <<<go)" = $'running 2\nread 2' ]
	printf 'go\n' >&"${running[1]}"
	read -r line <&"${running[0]}"
	[ "$line" = 'read 1' ]
}

@test "at no moment of an installation is the program missing or mixed" {
	install_version 1
	for _ in 1 2; do
		install_version 2
		install_version 1
	done &
	for _ in {1..20}; do
		[[ $("$wasperctl" <<<go) =~ ^running\ (.)$'\n'read\ (.)$ && ${BASH_REMATCH[1]} == "${BASH_REMATCH[2]}" ]]
	done
	wait
}

@test "installations at the same time wait for each other" {
	for _ in 1 2 3; do
		install_version 1 &
		install_version 2 &
	done
	wait
	[[ $("$wasperctl" <<<go) == running* ]]
}

@test "a folder of an earlier release becomes a link, and installations older than a day are deleted" {
	mkdir -p "$WASPER_PREFIX/opt/wasper/host"
	touch "$WASPER_PREFIX/opt/wasper/host/old"
	install_version 1
	[ -L "$WASPER_PREFIX/opt/wasper/host" ]
	touch --date='2 days ago' "$WASPER_PREFIX"/opt/wasper/programs/*
	install_version 2
	[ "$(find "$WASPER_PREFIX/opt/wasper/programs" -mindepth 1 -maxdepth 1 -type d | wc -l)" -eq 1 ]
	[ "$("$wasperctl" <<<go)" = $'running 2\nread 2' ]
}
