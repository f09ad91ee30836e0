bats_require_minimum_version 1.5.0

setup() {
	load load
	load_wasperctl
}

@test "JSON of any text is valid and says the same" {
	text=$'a "quote", a \\ backslash,\n\ttab and \x01 control'
	[ "$(json_string "$text" | jq --raw-output .)" = $'a "quote", a \\ backslash,\n\ttab and  control' ]
	[ "$(json_object a 1 b 'x"y' | jq --compact-output .)" = '{"a":"1","b":"x\"y"}' ]
	[ "$(json_array 'a b' c | jq length)" = 2 ]
}

@test "an event's text is read back as it was said, without jq" {
	text=$'a "quote", a \\ backslash, \\n no newline, \\" both and \\0101'
	event="{\"type\":\"error\",\"cause\":$(json_string "$text"),\"fix\":$(json_string 'mend it'),\"evidence\":$(json_array cause)}"
	[ "$(json_text cause "$event")" = "$text" ]
	[ "$(show_events <<<"$event")" = "$text mend it" ]
	[ "$(show_events <<<'{"type":"result","unit":"base","changed":true,"evidence":"packages"}')" = packages ]
}

@test "a finding is three lines, and a crash of an inspection is unknown" {
	inspect_good() { report ok $'two\nlines'; }
	inspect_crash() { return 3; }
	finding=$(inspect_unit good)
	[ "$(finding_state "$finding")" = ok ]
	[ "$(finding_evidence "$finding")" = 'two lines' ]
	[ "$(finding_json "$(inspect_unit crash)" | jq --raw-output .state)" = unknown ]
}

@test "a file is written once, with its mode, and not again" {
	write_file "$BATS_TEST_TMPDIR/x/y" 0600 text
	[ "$(stat --format=%a "$BATS_TEST_TMPDIR/x/y")" = 600 ]
	run -1 write_file "$BATS_TEST_TMPDIR/x/y" 0600 text
	chmod 0644 "$BATS_TEST_TMPDIR/x/y"
	write_file "$BATS_TEST_TMPDIR/x/y" 0600 text
	[ "$(stat --format=%a "$BATS_TEST_TMPDIR/x/y")" = 600 ]
}

@test "a template with an unknown name is refused, not half filled" {
	local -A values=([DOMAIN]=wasper.example.com)
	run -1 render systemd/wasper.service
	[[ $output == *MOUNT_GUARD* ]]
}

@test "8 GiB leave the application room for two or three flows at a time, not ten" {
	local -A values=()
	size_stack 7930 2
	((values[CONCURRENCY] >= 2 && values[CONCURRENCY] <= 3))
	((values[APP_MEMORY] + values[POSTGRES_MEMORY] + values[REDIS_MEMORY] + values[NGINX_MEMORY] + 1024 <= 7930))
	((values[REDIS_MAXMEMORY] < values[REDIS_MEMORY]))
}

@test "more memory gives more slots, never more than four a core" {
	local -A values=()
	size_stack 64000 2
	[ "${values[CONCURRENCY]}" -eq 8 ]
}

@test "swap is half the memory, from 1 to 4 GiB" {
	[ "$(swap_size 1000)" -eq 1024 ]
	[ "$(swap_size 4000)" -eq 2000 ]
	[ "$(swap_size 32000)" -eq 4096 ]
}

@test "a silent name server is a finding, not a crash of the program" {
	set -o pipefail
	settings '{"dnsServers":["192.0.2.1:53"]}'
	dig() { return 9; }
	answers=$(ask 192.0.2.1:53 A wasper.example.com)
	[ -z "$answers" ]
	run -1 require_name_here wasper.example.com 203.0.113.1
	[[ $output == *DNS_NOT_HERE* ]]
	require_caa wasper.example.com
}

@test "CAA: silence permits, another authority forbids, ours permits" {
	caa_permits '0 iodef "mailto:a@example.com"'
	caa_permits $'0 issue "sectigo.com"\n0 issue "letsencrypt.org"'
	run -1 caa_permits '0 issue "sectigo.com"'
	run -1 caa_permits '0 issue ";"'
}

@test "the ledger holds back after four failures in an hour, for this name only" {
	[ "$(next_attempt a.example.com)" -eq 0 ]
	for age in 3000 2000 1000; do printf '%s failed a.example.com 0\n' $(($(date +%s) - age)) >>"$ledger_file"; done
	[ "$(next_attempt a.example.com)" -eq 0 ]
	note_attempt failed a.example.com
	wait=$(($(next_attempt a.example.com) - $(date +%s)))
	((wait > 500 && wait <= 600))
	[ "$(next_attempt b.example.com)" -eq 0 ]
}

@test "the ledger holds back after four certificates in a week, and believes a refusal" {
	for days in 6 5 4 3; do printf '%s issued a.example.com 0\n' $(($(date +%s) - days * 86400)) >>"$ledger_file"; done
	wait=$(($(next_attempt a.example.com) - $(date +%s)))
	((wait > 86000 && wait <= 86400))
	note_attempt refused c.example.com $(($(date +%s) + 99))
	(($(next_attempt c.example.com) > $(date +%s)))
}

@test "the time named in a refusal of the authority is understood" {
	last_lines=('Error: too many certificates already issued' 'retry after 2026-12-01 10:00:00 UTC: see the documentation')
	[ "$(refused_until)" -eq "$(date --date='2026-12-01 10:00:00 UTC' +%s)" ]
	last_lines=('Connection refused')
	[ -z "$(refused_until)" ]
}

@test "secrets are made once, with the forms that the application wants, and kept" {
	settings '{"dataDisk":"none"}'
	apply_secrets >/dev/null
	[[ $(secret AP_ENCRYPTION_KEY) =~ ^[0-9a-f]{32}$ ]]
	[[ $(secret AP_JWT_SECRET) =~ ^[0-9a-f]{64}$ ]]
	before=$(<"$secrets_file")
	apply_secrets >/dev/null
	[ "$(<"$secrets_file")" = "$before" ]
	[ "$(stat --format=%a "$secrets_file")" = 600 ]
}

@test "a malformed secret is told, not overwritten" {
	settings '{"dataDisk":"none"}'
	printf 'AP_ENCRYPTION_KEY=short\n' >"$secrets_file"
	run -1 apply_secrets
	[[ $output == *SECRET_MALFORMED* ]]
	[ "$(<"$secrets_file")" = AP_ENCRYPTION_KEY=short ]
}

@test "what unit secrets prints contains none of them" {
	settings '{"dataDisk":"none"}'
	said=$(apply_secrets)
	for name in AP_ENCRYPTION_KEY AP_JWT_SECRET POSTGRES_PASSWORD REDIS_PASSWORD; do
		[[ $said != *"$(secret "$name")"* ]]
	done
	[ "$(printf 'x %s y' "$(secret REDIS_PASSWORD)" | hide_secrets)" = 'x [secret] y' ]
}

@test "every release set names all four images, a version and a health path" {
	for name in $(jq --raw-output '.releases | keys[]' "$releases_file"); do
		settings "{\"release\":\"$name\"}"
		[ "$(release_name)" = "$name" ]
		for service in "${services[@]}"; do [[ $(service_image "$service") == *:* ]]; done
		[[ $(release_field healthPath) == /api/* ]]
	done
}

@test "a database keeps the release that wrote it" {
	settings '{"release":"recommended"}'
	printf 'reference\n' >"$release_mark"
	[ "$(release_name)" = recommended ]
	printf '14\n' >"$data/postgres/PG_VERSION"
	[ "$(release_name)" = reference ]
}

@test "the environment of the application has no empty value" {
	settings '{"domain":"wasper.example.com","dataDisk":"none"}'
	apply_secrets >/dev/null
	local -A values=()
	stack_values
	run -0 environment_of app
	! grep -E '=$' <<<"$output"
	grep -qx 'AP_FRONTEND_URL=https://wasper.example.com' <<<"$output"
}

@test "only a device that is zero at both ends is empty" {
	image=$BATS_TEST_TMPDIR/disk
	truncate --size 8M "$image"
	# Files stand in for devices; only the size is asked differently.
	blockdev() { stat --format=%s "$2"; }
	device_is_empty "$image"
	printf x | dd of="$image" bs=1 seek=8388600 conv=notrunc status=none
	run -1 device_is_empty "$image"
	truncate --size 0 "$image" && truncate --size 8M "$image"
	mkfs.ext4 -q "$image"
	run -1 device_is_empty "$image"
}
