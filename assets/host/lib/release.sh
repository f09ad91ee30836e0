# shellcheck shell=bash
# The release set of this deployment: which images, which versions (releases.json).

releases_file=$home/releases.json
release_mark=$data/release

# Prints the chosen release; a database keeps the one that wrote it until an update says otherwise.
release_name() {
	local kept=''
	! database_exists || [[ ! -r $release_mark ]] || kept=$(<"$release_mark")
	printf '%s' "${kept:-$(setting release "$(jq --raw-output .default "$releases_file")")}"
}

# Prints what a jq path says of the release: release_field .version
release_field() {
	jq --raw-output --arg name "$(release_name)" ".releases[\$name]$1 // empty" "$releases_file"
}

# Prints the image reference of a service, with its digest where one is known.
service_image() {
	release_field ".images.$1 | .image + (if .digest then \"@\" + .digest else \"\" end)"
}

# Prints the references under which the same image is also published.
service_alternatives() {
	release_field ".images.$1.alternatives[]?"
}
