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

@test "the text of an event is decoded exactly, without jq" {
	text=$'a "quote", a \\ backslash, \\n no newline, \\" both and \\0101'
	event="{\"type\":\"error\",\"cause\":$(json_string "$text"),\"fix\":$(json_string 'repair it'),\"evidence\":$(json_array cause)}"
	[ "$(json_text cause "$event")" = "$text" ]
	[ "$(show_events <<<"$event")" = "$text repair it" ]
	[ "$(show_events <<<'{"type":"result","unit":"base","changed":true,"evidence":"packages"}')" = packages ]
}

@test "a unit without findings is in order, and says what was seen on one line" {
	inspect_good() {
		echo noise
		report_ok $'two\nlines'
	}
	text=$(inspect_unit good)
	is_ok "$text"
	[ "$(report_evidence "$text")" = 'two lines' ]
	[ "$(report_json good "$text")" = '{"evidence":"two lines","findings":[]}' ]
	[ "$(show_report good "$text")" = 'good       ok       two lines' ]
}

@test "one inspection collects every finding, with code, state, evidence, cause and fix, and looks on" {
	inspect_worn() {
		report broken nearly-full '97 % used' 'The "disk" is full.' 'Make room.'
		report drifted wrong-owner $'not\nroot'
		report_ok 'all is well'
	}
	text=$(inspect_unit worn)
	run -1 is_ok "$text"
	[ "$(report_json worn "$text" | jq --compact-output .)" = '{"evidence":"97 % used; not root","findings":[{"code":"host.worn.nearly-full","state":"broken","evidence":"97 % used","cause":"The \"disk\" is full.","fix":"Make room."},{"code":"host.worn.wrong-owner","state":"drifted","evidence":"not root"}]}' ]
	[ "$(show_report worn "$text")" = $'worn       broken   97 % used\n           drifted  not root' ]
}

@test "an inspection that can see no more ends at its finding" {
	inspect_bare() {
		false || report absent not-installed 'not installed' || return
		report broken never 'never looked at'
	}
	[ "$(report_json bare "$(inspect_unit bare)" | jq --raw-output '.findings[].code')" = host.bare.not-installed ]
}

@test "an inspection that crashes, or sees nothing, is unknown" {
	inspect_silent() { return 3; }
	inspect_crash() {
		report broken first 'first'
		exit 3
	}
	for name in silent crash; do
		[ "$(report_json "$name" "$(inspect_unit "$name")" | jq --raw-output '.findings[] | .code + " " + .state')" = "host.$name.inspection-failed unknown" ]
	done
}

@test "with another version of the protocol nothing is done, and the program says which it is" {
	program_version() { printf 1.2.3; }
	require_protocol 2
	run -76 require_protocol 3
	[ "$output" = '{"protocol":2,"version":"1.2.3"}' ]
	run -76 require_protocol ''
	cp -R "$home" "$BATS_TEST_TMPDIR/host"
	run -76 bash "$BATS_TEST_TMPDIR/host/wasperctl" --protocol 1 apply base
	[ "$output" = '{"protocol":2,"version":"unpacked"}' ]
	run -76 bash "$BATS_TEST_TMPDIR/host/wasperctl" --protocol
}

@test "a data disk that is full, with folders that others may enter, says both, and closes them before it refuses" {
	settings '{}'
	mountpoint() { :; }
	findmnt() { printf 'uuid-1\n'; }
	probe() { printf 'uuid-1\n'; }
	find_data_device() { printf '/dev/sdc\n'; }
	used_percent() { if [[ $1 == pcent ]]; then printf 97; else printf 1; fi; }
	grep() { :; }
	mkdir -p "$data"/{redis,wasper-data,nginx-ssl,backups}
	chmod 0700 "$data"/{nginx-ssl,letsencrypt,backups}
	chmod 0755 "$data/secrets"
	codes() { report_json disk "$(inspect_unit disk)" | jq --raw-output '.findings[].code' | paste -sd' '; }
	[ "$(codes)" = 'host.disk.wrong-owner host.disk.nearly-full' ]
	run -1 apply_disk
	[[ $output == *"closed $data/secrets to all but root"*DISK_FULL* ]]
	[ "$(codes)" = host.disk.nearly-full ]
}

@test "a file is written once, with its mode, and not again" {
	write_file "$BATS_TEST_TMPDIR/x/y" 0600 text
	[ "$(stat --format=%a "$BATS_TEST_TMPDIR/x/y")" = 600 ]
	run -1 write_file "$BATS_TEST_TMPDIR/x/y" 0600 text
	chmod 0644 "$BATS_TEST_TMPDIR/x/y"
	write_file "$BATS_TEST_TMPDIR/x/y" 0600 text
	[ "$(stat --format=%a "$BATS_TEST_TMPDIR/x/y")" = 600 ]
}

@test "a template with an unknown name is an error, and not rendered in part" {
	local -A values=([DOMAIN]=wasper.example.com)
	run -1 render systemd/wasper.service
	[[ $output == *MOUNT_GUARD* ]]
}

@test "8 GiB allow three flows at a time, so that nothing is swapped out when all are as large as they may be" {
	local -A values=()
	size_stack 7930 2
	[ "${values[CONCURRENCY]}" -eq 3 ]
	((740 + values[CONCURRENCY] * 1024 <= values[APP_MEMORY]))
	((values[APP_MEMORY] + values[POSTGRES_MEMORY] + values[REDIS_MEMORY] + values[NGINX_MEMORY] + 1024 <= 7930))
	((values[REDIS_MAXMEMORY] < values[REDIS_MEMORY]))
}

@test "more memory allows more flows, never more than four per core" {
	local -A values=()
	size_stack 64000 2
	[ "${values[CONCURRENCY]}" -eq 8 ]
}

@test "swap is half the memory, from 1 to 4 GiB" {
	[ "$(swap_size 1000)" -eq 1024 ]
	[ "$(swap_size 4000)" -eq 2000 ]
	[ "$(swap_size 32000)" -eq 4096 ]
}

@test "a silent name server is an error, not a crash of the program" {
	set -o pipefail
	settings '{"dnsServers":["192.0.2.1:53"]}'
	dig() { return 9; }
	answers=$(ask 192.0.2.1:53 A wasper.example.com)
	[ -z "$answers" ]
	run -1 require_name_here wasper.example.com 203.0.113.1
	[[ $output == *DNS_NOT_HERE* ]]
	require_caa wasper.example.com
}

@test "CAA: no record allows, another authority forbids, Let's Encrypt allows" {
	caa_permits '0 iodef "mailto:a@example.com"'
	caa_permits $'0 issue "sectigo.com"\n0 issue "letsencrypt.org"'
	run -1 caa_permits '0 issue "sectigo.com"'
	run -1 caa_permits '0 issue ";"'
}

@test "the ledger blocks requests after four failures in an hour, for this domain only" {
	[ "$(next_attempt a.example.com)" -eq 0 ]
	for age in 3000 2000 1000; do printf '%s failed a.example.com 0\n' $(($(date +%s) - age)) >>"$ledger_file"; done
	[ "$(next_attempt a.example.com)" -eq 0 ]
	note_attempt failed a.example.com
	wait=$(($(next_attempt a.example.com) - $(date +%s)))
	((wait > 500 && wait <= 600))
	[ "$(next_attempt b.example.com)" -eq 0 ]
}

@test "the ledger blocks requests after four certificates in a week, and until the time in a refusal" {
	for days in 6 5 4 3; do printf '%s issued a.example.com 0\n' $(($(date +%s) - days * 86400)) >>"$ledger_file"; done
	wait=$(($(next_attempt a.example.com) - $(date +%s)))
	((wait > 86000 && wait <= 86400))
	note_attempt refused c.example.com $(($(date +%s) + 99))
	(($(next_attempt c.example.com) > $(date +%s)))
}

@test "the retry time in a refusal of the authority is parsed" {
	last_lines=('Error: too many certificates already issued' 'retry after 2026-12-01 10:00:00 UTC: see the documentation')
	[ "$(refused_until)" -eq "$(date --date='2026-12-01 10:00:00 UTC' +%s)" ]
	last_lines=('Connection refused')
	[ -z "$(refused_until)" ]
}

@test "secrets are generated once, in the form that the application requires, and kept" {
	settings '{"dataDisk":"none"}'
	apply_secrets >/dev/null
	[[ $(secret AP_ENCRYPTION_KEY) =~ ^[0-9a-f]{32}$ ]]
	[[ $(secret AP_JWT_SECRET) =~ ^[0-9a-f]{64}$ ]]
	before=$(<"$secrets_file")
	apply_secrets >/dev/null
	[ "$(<"$secrets_file")" = "$before" ]
	[ "$(stat --format=%a "$secrets_file")" = 600 ]
}

@test "a malformed secret is an error, and not overwritten" {
	settings '{"dataDisk":"none"}'
	printf 'AP_ENCRYPTION_KEY=short\n' >"$secrets_file"
	run -1 apply_secrets
	[[ $output == *SECRET_MALFORMED* ]]
	[ "$(<"$secrets_file")" = AP_ENCRYPTION_KEY=short ]
}

@test "unit secrets never prints a secret" {
	settings '{"dataDisk":"none"}'
	said=$(apply_secrets)
	for name in AP_ENCRYPTION_KEY AP_JWT_SECRET POSTGRES_PASSWORD REDIS_PASSWORD; do
		[[ $said != *"$(secret "$name")"* ]]
	done
	[ "$(printf 'x %s y' "$(secret REDIS_PASSWORD)" | hide_secrets)" = 'x [secret] y' ]
}

@test "every release set has all four images, a version and a command that stops it" {
	for name in $(jq --raw-output '.releases | keys[]' "$releases_file"); do
		settings "{\"release\":\"$name\"}"
		[ "$(release_name)" = "$name" ]
		for service in "${services[@]}"; do [[ $(service_image "$service") == *:* ]]; done
		[[ $(release_field version) =~ ^[0-9]+\.[0-9]+\.[0-9]+$ && -n $(release_field stop) ]]
	done
	[[ ${releases[healthPath]} == /api/* ]]
}

@test "a database keeps the release that created it, and settings with another are refused" {
	settings '{"release":"recommended"}'
	printf 'reference\n' >"$release_mark"
	[ "$(release_name)" = recommended ]
	command_configure <<<'{"release":"recommended"}'
	printf '14\n' >"$data/postgres/PG_VERSION"
	[ "$(release_name)" = reference ]
	before=$(<"$settings_file")
	run -1 command_configure <<<'{"release":"recommended","domain":"a.example.com"}'
	[[ $output == *'belongs to release reference'* && $(<"$settings_file") == "$before" ]]
	command_configure <<<'{"release":"reference"}'
	command_configure <<<'{"domain":"a.example.com"}'
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

@test "only a device with zeros at both ends is empty" {
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
