#!/usr/bin/env bash
# Prints a `docker load` archive (made once) of stand-in images, tagged as the release set names them:
# Debian's own PostgreSQL, Redis and nginx behind the entrypoints of the real images, and a small
# Node program that speaks the application's documented interface. No registry is asked.
# Usage: build.sh RELEASE SSH… — SSH is the command that reaches a machine where Docker runs.
set -euo pipefail

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
# shellcheck source=test/machine/packages.sh
source "$here/../packages.sh"
release=$1
shift
packages=postgresql,redis-server,nginx-light,nodejs,node-ws,gosu,procps,wget,curl,ca-certificates
suite=trixie
references=$(jq --raw-output --arg release "$release" '.releases[$release].images[].image' "$here/../../../assets/releases.json")
key=$(cat <(echo "$suite $packages $references") "$here"/Dockerfile "$here"/*/* | sha256sum | cut -c1-12)
archive=$cache/images-$release-$key.tar
base=$cache/services-$(sha256sum <<<"$suite $packages" | cut -c1-12).tar

[[ -s $archive ]] || take_turns
if [[ ! -s $archive ]]; then
	if [[ ! -s $base ]]; then
		mmdebstrap --quiet --variant=minbase --include="$packages" \
			--dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
			"$suite" "$base.new.tar" "$(mirror_of debian)" >&2
		mv "$base.new.tar" "$base"
	fi
	"$@" 'sudo docker import - stand-in:base' <"$base" >&2
	while read -r reference; do
		kind=${reference%%:*}
		kind=${kind##*/}
		tar -C "$here" -c Dockerfile services app |
			"$@" "sudo DOCKER_BUILDKIT=0 docker build --quiet --target ${kind/pgvector/postgres} --build-arg VERSION=${reference##*:} --tag $reference -" >&2
	done <<<"$references"
	# shellcheck disable=SC2086 # One word a reference.
	"$@" "sudo docker save ${references//$'\n'/ }" >"$archive.new"
	rm -f "$cache/images-$release-"*.tar
	mv "$archive.new" "$archive"
fi
printf '%s\n' "$archive"
