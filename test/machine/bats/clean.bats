bats_require_minimum_version 1.5.0

setup() {
	load load
	load_wasperctl
	settings '{"release":"recommended"}'
	require_stack() { :; }
	take_machine() { :; }
	has_image() { :; }
	docker() {
		case "$1 $2" in
		'image rm') printf '%s\n' "$3" ;;
		esac
	}
}

@test "clean after stop keeps the images from which the stack starts again, and removes those of other releases" {
	removed=$(command_clean)
	for service in "${services[@]}"; do
		[[ $'\n'$removed$'\n' != *$'\n'"$(service_image "$service")"$'\n'* ]]
	done
	[[ $removed == *activepieces:0.71.2* && $removed == *postgres:14.13* ]]
}

@test "clean keeps the images of the database's release as well as those of the chosen one" {
	printf '14\n' >"$data/postgres/PG_VERSION"
	printf 'reference\n' >"$release_mark"
	removed=$(command_clean)
	for release in recommended reference; do
		for service in "${services[@]}"; do
			[[ $'\n'$removed$'\n' != *$'\n'"${releases[$release.image.$service]}"$'\n'* ]]
		done
	done
}
