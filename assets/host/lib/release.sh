# shellcheck shell=bash
# The release set of this deployment: images and versions (releases.json).

releases_file=$home/releases.json
release_mark=$data/release

# The facts of releases.json: `default`, `healthPath`, `queue`, and for each release RELEASE.version, .postgresMajor, .ownerNeedsPlatform,
# .stop (the command, one word per line), .exitLine and .noiseLine (regular expressions, perhaps none), .environment (KEY=VALUE, one per line), .image.SERVICE, .alternatives.SERVICE (one per line).
declare -gA releases=()

# Reads them once. A new machine has no jq, and needs no release yet.
load_releases() {
	releases=()
	# shellcheck disable=SC2016 # jq has variables of its own.
	! has_program jq || read_facts releases '
		fact("default"; .default), fact("healthPath"; .healthPath), fact("queue"; .queue),
		(.releases | to_entries[] | .key as $release | .value | (
			(to_entries[] | select(.value | type != "object" and type != "array") | fact("\($release).\(.key)"; .value | tostring)),
			fact("\($release).stop"; .stop | join("\n")),
			fact("\($release).environment"; .environment | to_entries | map("\(.key)=\(.value)") | join("\n")),
			(.images | to_entries[] |
				fact("\($release).image.\(.key)"; .value.image + (if .value.digest then "@" + .value.digest else "" end)),
				fact("\($release).alternatives.\(.key)"; .value.alternatives | join("\n")))))' "$releases_file"
}

# Prints the release in use; an existing database keeps the one that created it.
release_name() {
	kept_release || setting release "${releases[default]}"
}

# Prints the release that the existing database belongs to; fails when there is none.
kept_release() {
	database_exists && [[ -s $release_mark ]] && printf '%s' "$(<"$release_mark")"
}

# Prints a fact of the chosen release, such as `version`; nothing when the release has none.
release_field() {
	printf '%s\n' "${releases[$(release_name).$1]:-}"
}

# Prints the image reference of a service, with its digest where one is known.
service_image() {
	release_field "image.$1"
}

# Prints the other references under which the same image is published, one per line.
service_alternatives() {
	release_field "alternatives.$1" | sed '/^$/d'
}

# Prints the references of the releases that this machine may start: the database's own, and the one that was chosen last.
needed_references() {
	local release name
	for release in "$(release_name)" "$(setting release "${releases[default]}")"; do
		for name in "${services[@]}"; do printf '%s\n' "${releases[$release.image.$name]:-}"; done
	done | sed '/^$/d' | sort -u
}

# Prints every reference of every release.
all_references() {
	local key
	for key in "${!releases[@]}"; do
		[[ $key != *.image.* && $key != *.alternatives.* ]] || printf '%s\n' "${releases[$key]}"
	done | sed '/^$/d' | sort -u
}
