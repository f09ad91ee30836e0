# shellcheck shell=bash
# The release set of this deployment: which images, which versions (releases.json).

releases_file=$home/releases.json
release_mark=$data/release

# What releases.json says: `default`, and of each release RELEASE.version, .healthPath, .postgresMajor, .ownerNeedsPlatform,
# .environment (KEY=VALUE, one a line), .image.SERVICE, .alternatives.SERVICE (one a line).
declare -gA releases=()

# Reads them once. A bare machine has no jq, and needs no release.
load_releases() {
	releases=()
	# shellcheck disable=SC2016 # jq has variables of its own.
	! has_program jq || read_facts releases '
		fact("default"; .default),
		(.releases | to_entries[] | .key as $release | .value | (
			(to_entries[] | select(.value | type != "object") | fact("\($release).\(.key)"; .value | tostring)),
			fact("\($release).environment"; .environment | to_entries | map("\(.key)=\(.value)") | join("\n")),
			(.images | to_entries[] |
				fact("\($release).image.\(.key)"; .value.image + (if .value.digest then "@" + .value.digest else "" end)),
				fact("\($release).alternatives.\(.key)"; .value.alternatives | join("\n")))))' "$releases_file"
}

# Prints the chosen release; a database keeps the one that wrote it until an update says otherwise.
release_name() {
	local kept=''
	! database_exists || [[ ! -r $release_mark ]] || kept=$(<"$release_mark")
	printf '%s' "${kept:-$(setting release "${releases[default]}")}"
}

# Prints a fact of the chosen release, such as `version`.
release_field() {
	printf '%s\n' "${releases[$(release_name).$1]}"
}

# Prints the image reference of a service, with its digest where one is known.
service_image() {
	release_field "image.$1"
}

# Prints the references under which the same image is also published, one a line.
service_alternatives() {
	release_field "alternatives.$1" | sed '/^$/d'
}

# Prints every reference of every release.
all_references() {
	local key
	for key in "${!releases[@]}"; do
		[[ $key != *.image.* && $key != *.alternatives.* ]] || printf '%s\n' "${releases[$key]}"
	done | sed '/^$/d' | sort -u
}
