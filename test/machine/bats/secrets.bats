bats_require_minimum_version 1.5.0

# A machine that is set up: secrets, a database, and env files from which the containers were started.
setup() {
	load load
	load_wasperctl
	settings '{"dataDisk":"none","domain":"wasper.example.com"}'
	program docker 'exit 1'
	database_query() { return 2; }
	apply_secrets >/dev/null
	printf '17\n' >"$data/postgres/PG_VERSION"
	mkdir -p "$stack_folder/env"
	for key in "${!secret_services[@]}"; do printf '%s=%s\n' "$key" "$(secret "$key")" >>"$stack_folder/env/${secret_services[$key]}.env"; done
	before=$(<"$secrets_file")
}

codes() { report_json secrets "$(inspect_unit secrets)" | jq --raw-output '.findings[].code' | paste -sd' '; }

change() { sed -i "s/^$1=.*/$1=$2/" "$secrets_file"; }

# A value as the application stores it: encrypted PLAIN KEY.
encrypted() {
	local iv=000102030405060708090a0b0c0d0e0f
	jq --null-input --compact-output --arg iv "$iv" --arg data "$(printf '%s' "$1" | openssl enc -aes-256-cbc -K "$(printf '%s' "$2" | od -An -tx1 | tr -d ' \n')" -iv "$iv" | od -An -tx1 | tr -d ' \n')" '{$iv, $data}'
}

@test "a changed database password that the database does not accept is refused before anything is rewritten" {
	change POSTGRES_PASSWORD "$(openssl rand -hex 32)"
	changed_file=$(<"$secrets_file")
	env_file=$(<"$stack_folder/env/postgres.env")
	[ "$(codes)" = host.secrets.other-password ]
	run -1 apply_secrets
	[[ $output == *PASSWORD_MISMATCH* ]]
	docker_runs() { :; }
	missing_images() { :; }
	refuse_other_database() { :; }
	run -1 apply_stack
	[[ $output == *PASSWORD_MISMATCH* ]]
	[ "$(<"$secrets_file")" = "$changed_file" ]
	[ "$(<"$stack_folder/env/postgres.env")" = "$env_file" ]
}

@test "a changed database password is tried on the database, never as an argument of a process" {
	new=$(openssl rand -hex 32)
	program docker "printf '%s\n' \"\$*\" >>$BATS_TEST_TMPDIR/arguments; [ \"\$1\" = exec ] && [ \"\$(cat)\" = $new ]"
	change POSTGRES_PASSWORD "$new"
	[ "$(codes)" = '' ]
	apply_secrets >/dev/null
	grep -q -- "--host .*$postgres_address" "$BATS_TEST_TMPDIR/arguments"
	! grep -q "$new" "$BATS_TEST_TMPDIR/arguments"
}

@test "a changed signing key is named with what it means before it is used, and the last values are kept" {
	change AP_JWT_SECRET "$(openssl rand -hex 32)"
	[ "$(codes)" = '' ]
	[[ $(changed_secrets_note) == *'AP_JWT_SECRET. With another AP_JWT_SECRET everybody has to sign in again.' ]]
	old=$(secret_in_env_file AP_JWT_SECRET)
	write_stack_file "$stack_folder/env/app.env" 0600 "AP_JWT_SECRET=$(secret AP_JWT_SECRET)" >/dev/null
	grep -qx "AP_JWT_SECRET=$old" "$stack_folder/env/app.env.previous"
	[ "$(changed_secrets)" = '' ]
}

@test "a lost secrets file, or an emptied value, is recovered from what the containers were started with" {
	rm "$secrets_file"
	[ "$(codes)" = host.secrets.lost ]
	apply_secrets >/dev/null
	[ "$(<"$secrets_file")" = "$before" ]
	for key in "${!secret_services[@]}"; do change "$key" ''; done
	[ "$(codes)" = host.secrets.missing ]
	[[ $(apply_secrets) != *"$(secret_in_env_file POSTGRES_PASSWORD)"* ]]
	[ "$(<"$secrets_file")" = "$before" ]
	[ "$(codes)" = '' ]
}

@test "with the env files gone as well, the containers themselves are asked" {
	declare -A kept=()
	for key in "${!secret_services[@]}"; do kept[$key]=$(secret "$key"); done
	docker() {
		for key in "${!secret_services[@]}"; do [[ $4 != "wasper-${secret_services[$key]}" ]] || printf '%s=%s\n' "$key" "${kept[$key]}"; done
	}
	rm -r "$secrets_file" "$stack_folder/env"
	apply_secrets >/dev/null
	[ "$(<"$secrets_file")" = "$before" ]
}

@test "a secret that stands nowhere else is never generated again over a database" {
	rm -r "$secrets_file" "$stack_folder/env"
	[ "$(codes)" = host.secrets.lost ]
	run -1 apply_secrets
	[[ $output == *SECRET_LOST* && ! -e $secrets_file ]]
}

@test "a recovered key that is not the one of the fingerprint is refused" {
	rm "$secrets_file"
	sed -i 's/^AP_ENCRYPTION_KEY=.*/AP_ENCRYPTION_KEY=0123456789abcdef0123456789abcdef/' "$stack_folder/env/app.env"
	run -1 apply_secrets
	[[ $output == *KEY_MISMATCH* && ! -e $secrets_file ]]
}

@test "without a fingerprint the key is proven by decrypting something from the database" {
	key=$(secret AP_ENCRYPTION_KEY)
	rm "$fingerprint_file"
	row=$(encrypted '{"token":"abc"}' "$key")
	database_query() { printf '%s\n' "$row"; }
	[ "$(codes)" = host.secrets.no-fingerprint ]
	change AP_ENCRYPTION_KEY 0123456789abcdef0123456789abcdef
	[ "$(codes)" = 'host.secrets.other-key host.secrets.no-fingerprint' ]
	run -1 apply_secrets
	[[ $output == *KEY_MISMATCH* && ! -e $fingerprint_file ]]
	change AP_ENCRYPTION_KEY "$key"
	apply_secrets >/dev/null
	[ "$(codes)" = '' ]
	[ "$(<"$fingerprint_file")" = "$(printf '%s' "$key" | fingerprint)" ]
}

@test "without a fingerprint, and with the database down, the key is not said to match, and no fingerprint is made of it" {
	rm "$fingerprint_file"
	[ "$(codes)" = '' ]
	[[ $(report_evidence "$(inspect_unit secrets)") == *'cannot be compared with the database, which is not running' ]]
	apply_secrets >/dev/null
	[ ! -e "$fingerprint_file" ]
}

@test "a database without encrypted rows fits any key" {
	rm "$fingerprint_file"
	database_query() { :; }
	apply_secrets >/dev/null
	[ -e "$fingerprint_file" ]
}
