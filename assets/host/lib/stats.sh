# shellcheck shell=bash
# stats: CPU, memory and disk usage.

# stats [--json]
command_stats() {
	local containers
	require_stack
	mapfile -t containers < <(compose ps --quiet)
	if [[ ${1:-} == --json ]]; then
		stats_json "${containers[@]}"
		return
	fi
	docker stats --no-stream --format 'table {{.Name}}\t{{.CPUPerc}}\t{{.MemUsage}}\t{{.NetIO}}\t{{.BlockIO}}' "${containers[@]}"
	printf '\n'
	free --human
	printf '\n'
	df --human-readable --output=target,size,used,avail,pcent / "$data"
	printf '\ndatabase  %s\n' "$(database_query 'select pg_size_pretty(pg_database_size(current_database()))')"
}

# Sizes are in bytes, shares in per cent.
stats_json() {
	local database
	database=$(database_query 'select pg_database_size(current_database())') || true
	jq --null-input --compact-output --argjson database "${database:-null}" \
		--slurpfile containers <((($# == 0)) || docker stats --no-stream --format '{"name":{{json .Name}},"cpu":{{json .CPUPerc}},"memory":{{json .MemPerc}}}' "$@") \
		--rawfile memory <(free --bytes) --rawfile disks <(df --block-size=1 --output=target,size,used / "$data") '
		def rows: split("\n") | map([splits(" +")] | select(length > 2));
		{
			containers: ($containers | map(.cpu |= (rtrimstr("%") | tonumber? // 0) | .memory |= (rtrimstr("%") | tonumber? // 0))),
			memory: ($memory | rows | map(select(.[0] == "Mem:"))[0] | {size: (.[1] | tonumber), used: (.[2] | tonumber)}),
			disks: ($disks | rows[1:] | map({path: .[0], size: (.[1] | tonumber), used: (.[2] | tonumber)})),
			database: $database
		}'
}
