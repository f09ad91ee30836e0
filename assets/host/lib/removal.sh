# shellcheck shell=bash
# remove: takes Wasper off this machine. Its data, the packages and wasperctl are kept.

unit_folder=$prefix/etc/systemd/system
guard_table=wasper_metadata
our_label=wasper.managed-by=create-wasper-azure

# remove [--dry-run [--json]]: what is there is read from the machine itself, so that a removal that was interrupted
# continues when it is run again.
command_remove() {
	local dry_run=false as_json=false resources kind name note
	while (($# > 0)); do
		case $1 in
		--dry-run) dry_run=true ;;
		--json) as_json=true ;;
		*)
			printf 'wasperctl remove: unknown option "%s".\n' "$1" >&2
			exit "$exit_usage"
			;;
		esac
		shift
	done
	if $as_json && ! $dry_run; then
		printf 'wasperctl remove: --json is for --dry-run only.\n' >&2
		exit "$exit_usage"
	fi
	require_docker_running
	$dry_run || take_machine 'removing Wasper'
	resources=$(removable)
	if $as_json; then
		removal_json "$resources"
		return
	fi
	if [[ -z $resources ]]; then
		printf 'Nothing of Wasper is left to remove.\n'
	elif $dry_run; then
		while IFS=$'\t' read -r kind name; do printf 'would remove %s %s\n' "$kind" "$name"; done <<<"$resources"
	else
		remove_all "$resources"
	fi
	while IFS=$'\t' read -r kind name note; do printf 'kept %s %s: %s\n' "$kind" "$name" "$note"; done < <(kept)
}

# Docker that is installed and does not run hides its containers: they would be taken for removed.
require_docker_running() {
	! has_program docker || docker_runs || {
		printf 'Docker is not running, so the containers on this machine cannot be listed.\n' >&2
		exit 1
	}
}

# Prints what is removed from this machine, in that order: lines `KIND<tab>NAME`.
removable() {
	local name
	list_units wasper-renew.timer wasper-renew.service wasper.service
	if has_program docker; then
		docker ps --all --filter "label=$our_label" --format $'container\t{{.Names}}' || return
		docker network ls --filter "label=$our_label" --format $'network\t{{.Name}}' || return
		unused_images || return
	fi
	list_units wasper-metadata-guard.service
	! nft list table ip "$guard_table" >/dev/null 2>&1 || printf 'nftables table\t%s\n' "$guard_table"
	[[ ! -e $settings_folder/metadata-guard.nft ]] || printf 'file\t%s\n' "$settings_folder/metadata-guard.nft"
	for name in "$stack_folder" "${webroot%/*}"; do
		[[ ! -d $name ]] || printf 'folder\t%s\n' "$name"
	done
}

# Prints what is kept and why: lines `KIND<tab>NAME<tab>NOTE`.
kept() {
	[[ ! -d $data/postgres ]] || printf 'folder\t%s\t%s\n' "$data" 'database, files, certificates and backups; another setup uses them again'
	[[ ! -e $secrets_file ]] || printf 'file\t%s\t%s\n' "$secrets_file" 'the secrets, without which the database cannot be read'
	printf 'program\t%s\t%s\n' wasperctl 'with its settings and logs'
	printf 'system\t%s\t%s\n' 'packages, UFW, fail2ban, sshd and swap' 'other software may rely on them'
}

# Prints those systemd units that exist: list_units NAME…
list_units() {
	local name
	for name in "$@"; do [[ ! -e $unit_folder/$name ]] || printf 'systemd unit\t%s\n' "$name"; done
}

# Prints the references of our releases' images, but for images that a container of others uses.
unused_images() {
	local reference id foreign
	foreign=$(foreign_images) || return
	for reference in $(all_references); do
		id=$(docker image inspect --format '{{.Id}}' "$reference" 2>/dev/null) || continue
		[[ $foreign == *"$id"* ]] || printf 'image\t%s\n' "$reference"
	done
}

# Prints the ids of the images of all containers without our label.
foreign_images() {
	local containers
	containers=$(docker ps --all --format "{{.ID}} {{.Label \"${our_label%=*}\"}}") || return
	mapfile -t containers < <(awk -v ours="${our_label#*=}" 'NF && $2 != ours {print $1}' <<<"$containers")
	((${#containers[@]} == 0)) || docker inspect --format '{{.Image}}' "${containers[@]}"
}

remove_all() {
	local resources resource kind name
	mapfile -t resources <<<"$1"
	# The application first, so that running flows can finish. An interrupted removal may have left half of the files.
	[[ ! -e $stack_folder/compose.yaml ]] || stop_stack || true
	for resource in "${resources[@]}"; do
		IFS=$'\t' read -r kind name <<<"$resource"
		remove_resource "$kind" "$name"
		audit "removed $kind $name"
		printf 'removed %s %s\n' "$kind" "$name"
	done
	systemctl daemon-reload
}

remove_resource() {
	case $1 in
	'systemd unit')
		systemctl --quiet disable --now "$2" 2>/dev/null || true
		rm -f "$unit_folder/$2"
		;;
	container)
		docker stop "$2" >/dev/null
		docker rm --force --volumes "$2" >/dev/null
		;;
	network) docker network rm "$2" >/dev/null ;;
	# One image may have had both names.
	image) ! has_image "$2" || docker image rm "$2" >/dev/null ;;
	'nftables table') nft delete table ip "$2" ;;
	file | folder) rm -rf "$2" ;;
	esac
}

# Prints what `removable` printed and what is kept as one array.
removal_json() {
	local separator='' kind name note
	printf '['
	while IFS=$'\t' read -r kind name note; do
		printf '%s' "$separator"
		json_object kind "$kind" name "$name" ${note:+keptBecause "$note"}
		separator=,
	done < <([[ -z $1 ]] || printf '%s\n' "$1" && kept)
	printf ']\n'
}
