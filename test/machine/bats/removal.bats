bats_require_minimum_version 1.5.0

setup() {
	load load
	load_wasperctl
	settings '{"domain":"wasper.example.com","dataDisk":"none"}'
	mkdir -p "$unit_folder" "$stack_folder/env" "$webroot"
	touch "$unit_folder"/wasper{,-renew,-metadata-guard}.service "$unit_folder/wasper-renew.timer" "$unit_folder/theirs.service"
	touch "$stack_folder/compose.yaml" "$settings_folder/metadata-guard.nft" "$secrets_file"
	printf '17\n' >"$data/postgres/PG_VERSION"

	# Docker as files: a container holds its label and the id of its image, an image its id.
	docker_state=$BATS_TEST_TMPDIR/docker
	mkdir -p "$docker_state"/{containers,networks,images}
	for name in app postgres redis nginx; do
		printf 'create-wasper-azure sha256:%s\n' "$name" >"$docker_state/containers/wasper-$name"
		printf 'sha256:%s\n' "$name" >"$docker_state/images/$(image_file "$(service_image "$name")")"
	done
	printf 'somebody sha256:redis\n' >"$docker_state/containers/theirs"
	touch "$docker_state/networks/wasper_default" "$BATS_TEST_TMPDIR/nft"
	calls=$BATS_TEST_TMPDIR/calls
	: >"$calls"

	docker_runs() { :; }
	take_machine() { :; }
	systemctl() { printf 'systemctl %s\n' "$*" >>"$calls"; }
	nft() { if [[ $1 == delete ]]; then rm "$BATS_TEST_TMPDIR/nft"; else [[ -e $BATS_TEST_TMPDIR/nft ]]; fi; }
	docker() { pretend_docker "$@"; }
}

image_file() {
	printf '%s' "${1//\//_}"
}

pretend_docker() {
	printf 'docker %s\n' "$*" >>"$calls"
	local name label image
	case "$1 $2" in
	'ps --all')
		cd "$docker_state/containers"
		for name in *; do
			[[ -e $name ]] || continue
			read -r label image <"$name"
			case $* in
			*filter*) [[ $label != create-wasper-azure ]] || printf 'container\t%s\n' "$name" ;;
			*) printf '%s %s\n' "$name" "$label" ;;
			esac
		done
		;;
	'network ls') (cd "$docker_state/networks" && find . -type f -printf 'network\t%P\n') ;;
	'network rm') rm "$docker_state/networks/$3" ;;
	'inspect --format')
		shift 3
		for name in "$@"; do cut -d' ' -f2 "$docker_state/containers/$name"; done
		;;
	'image inspect') cat "$docker_state/images/$(image_file "${!#}")" 2>/dev/null ;;
	'image rm') rm "$docker_state/images/$(image_file "$3")" ;;
	'rm --force') rm "$docker_state/containers/${!#}" ;;
	esac
}

@test "Wasper is removed from the machine, in order and line by line; its data and what belongs to others are kept" {
	run -0 command_remove
	diff - <(grep -v -e '^removed image' <<<"$output") <<-END
		Stopping the application first, so that running flows can finish.
		removed systemd unit wasper-renew.timer
		removed systemd unit wasper-renew.service
		removed systemd unit wasper.service
		removed container wasper-app
		removed container wasper-nginx
		removed container wasper-postgres
		removed container wasper-redis
		removed network wasper_default
		removed systemd unit wasper-metadata-guard.service
		removed nftables table wasper_metadata
		removed file $settings_folder/metadata-guard.nft
		removed folder $stack_folder
		removed folder ${webroot%/*}
		kept folder $data: database, files, certificates and backups; another setup uses them again
		kept file $secrets_file: the secrets, without which the database cannot be read
		kept program wasperctl: with its settings and logs
		kept system packages, UFW, fail2ban, sshd and swap: other software may rely on them
	END
	[ "$(grep -c '^removed image' <<<"$output")" -eq 3 ]
	[ "$(ls "$docker_state/containers")" = theirs ]
	[ "$(cat "$docker_state"/images/*)" = sha256:redis ]
	[ "$(ls "$unit_folder")" = theirs.service ]
	[[ -e $settings_file && -e $secrets_file && -e $data/postgres/PG_VERSION && ! -e $stack_folder && ! -e $webroot ]]
	[ "$(grep -n -m 1 'exec wasper-app pkill' "$calls" | cut -d: -f1)" -lt "$(grep -n -m 1 'stop wasper-postgres' "$calls" | cut -d: -f1)" ]
	grep -q 'removed container wasper-app' "$log_folder/audit.log"
}

@test "a removal that was interrupted continues, and a second one finds nothing" {
	rm "$stack_folder/compose.yaml" "$docker_state/containers/wasper-app" "$unit_folder/wasper.service"
	docker() {
		[[ $* != 'network rm'* ]] || exit 1
		pretend_docker "$@"
	}
	run -1 command_remove
	[[ ! -e $docker_state/containers/wasper-redis && -e $stack_folder ]]
	docker() { pretend_docker "$@"; }
	run -0 command_remove
	[[ $output == *'removed network wasper_default'* && $output != *'removed container'* && ! -e $stack_folder ]]
	: >"$calls"
	run -0 command_remove
	[[ $output == 'Nothing of Wasper is left to remove.'$'\n'kept* && $output != *'removed '* ]]
	! grep -E ' (rm|stop|disable|daemon-reload)' "$calls"
}

@test "a dry run tells people and programs the same, and changes nothing" {
	run -0 command_remove --dry-run
	[[ $output == *'would remove container wasper-app'*'would remove folder '*"kept folder $data: "* ]]
	told=$(grep -c '' <<<"$output")
	run -0 command_remove --dry-run --json
	[ "$(jq length <<<"$output")" -eq "$told" ]
	[ "$(jq --compact-output '.[0], .[-2]' <<<"$output")" = '{"kind":"systemd unit","name":"wasper-renew.timer"}
{"kind":"program","name":"wasperctl","keptBecause":"with its settings and logs"}' ]
	! grep -E ' (rm|stop|disable)' "$calls"
	[[ -e $docker_state/containers/wasper-app && -e $stack_folder/compose.yaml ]]
}

@test "with Docker stopped, or when it does not answer, nothing is taken for removed" {
	has_program() { :; }
	docker_runs() { return 1; }
	run -1 command_remove
	[[ $output == *'Docker is not running'* && -e $stack_folder/compose.yaml ]]
	docker_runs() { :; }
	docker() { [[ $* != $silent ]] && pretend_docker "$@"; }
	for silent in 'ps --all --filter*' 'network ls*' 'ps --all --format*' 'inspect*'; do
		run -1 removable
	done
	[[ -e $stack_folder/compose.yaml ]]
}

@test "a machine without Docker has no containers to remove" {
	has_program() { [[ $1 != docker ]]; }
	run -0 command_remove --dry-run
	[[ $output != *container* && $output == *'systemd unit'* ]]
}

@test "an unknown option of remove is refused before anything is looked at" {
	run -2 command_remove --all
	run -2 command_remove --json
	[[ ! -s $calls && -e $stack_folder/compose.yaml ]]
}
