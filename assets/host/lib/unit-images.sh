# shellcheck shell=bash
# images: those of the release set, pulled in parallel, only when missing.

has_image() {
	docker image inspect "$1" >/dev/null 2>&1
}

missing_images() {
	local name images=()
	for name in "${services[@]}"; do images+=("$(service_image "$name")"); done
	! docker image inspect "${images[@]}" >/dev/null 2>&1 || return 0
	for name in "${services[@]}"; do
		has_image "$(service_image "$name")" || printf '%s\n' "$name"
	done
}

inspect_images() {
	local missing
	has_program docker jq || report absent docker-missing 'Docker is not installed' || return
	docker_runs || report unknown docker-not-running 'Docker is not running' 'Docker is not running.' || return
	missing=$(missing_images | paste -sd' ')
	[[ -z $missing ]] || report absent missing "missing images: $missing"
	report_ok "all images of release $(release_name), Wasper $(release_field version)"
}

apply_images() {
	local name failed='' pulls=() causes=()
	for name in $(missing_images); do
		(
			pull_service "$name"
		) &
		pulls+=("$name:$!")
	done
	for name in "${pulls[@]}"; do
		wait "${name#*:}" || {
			failed+=" ${name%:*}"
			causes+=("$(<"$run_folder/pull-${name%:*}")")
		}
	done
	last_lines=("${causes[@]}")
	[[ -z $failed ]] || fail IMAGE_PULL_FAILED "The images of$failed could not be pulled." 'If the registry limits anonymous pulls, wait or set a mirror; then run the same command again.'
	changed "pulled the images of release $(release_name)"
}

# Tries the image's own registry, then the others that publish the same image, which is then tagged with the usual name.
pull_service() {
	local wanted reference alternatives
	wanted=$(service_image "$1")
	mapfile -t alternatives < <(service_alternatives "$1")
	trap - ERR
	set +e
	# The last try is for a short failure of the network.
	for reference in "$wanted" "${alternatives[@]}" "$wanted"; do
		say "$1: pulling $reference"
		if pull "$1" "$reference"; then
			[[ $reference == "$wanted" ]] || docker tag "$reference" "$wanted"
			say "$1: pulled"
			exit 0
		fi
		printf '%s: %s\n' "$reference" "${last_lines[0]}" >"$run_folder/pull-$1"
	done
	exit 1
}

# Pulls one reference within ten minutes; keeps only the lines that matter: pull SERVICE REFERENCE.
pull() {
	local line code=0
	last_lines=('no answer within ten minutes')
	while IFS= read -r line; do
		if [[ $line =~ ^code\ ([0-9]+)$ ]]; then code=${BASH_REMATCH[1]}; fi
		[[ $line != *': Pull complete' && $line != *rror* && $line != *toomanyrequests* ]] || {
			say "$1: $line"
			last_lines=("$line")
		}
	done < <(
		timeout 600 docker pull "$2" 2>&1 3>&- 9>&-
		printf 'code %d\n' "$?"
	)
	return "$code"
}
