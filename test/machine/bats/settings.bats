bats_require_minimum_version 1.5.0

setup() {
	load load
	load_wasperctl
}

@test "settings that were damaged are left out of the report, so that they are sent again" {
	for damage in '{"domain":"wasper.exam' '' '[]' 'null'; do
		settings "$damage"
		settings_are_damaged
		inspect_all() {
			for name in "${units[@]}" cloud-init; do printf 'seen\n' >"$1/$name"; done
			: >"$1/certificate" >"$1/app"
		}
		[ "$(command_inspect --json | jq 'has("settings")')" = false ]
		[[ $(command_inspect) == *"settings   broken   $settings_file is damaged."* ]]
	done
	command_configure <<<'{"domain":"wasper.example.com"}'
	run -1 settings_are_damaged
}

@test "a unit is not applied with damaged settings" {
	settings 'nonsense'
	mkdir -p "$run_folder/apply"
	take_lock() { :; }
	run -1 command_run_unit base 3>/dev/null
	[[ $output == *SETTINGS_DAMAGED* ]]
}

@test "values of secrets are hidden whatever characters they have" {
	for value in 'with/slash/es' 'back\slash.and*star' '[bracket]^$' 'amper&sand'; do
		printf 'REDIS_PASSWORD=%s\n' "$value" >"$secrets_file"
		[ "$(printf 'before %s after\n' "$value" | hide_secrets)" = 'before [secret] after' ]
	done
}
