# shellcheck shell=bash
# How the memory of the machine is divided. All in MiB.

# Measured with 0.85.2: the container of the application before any flow has run. An engine keeps 105 to 145 MiB once it
# has run a flow; a flow may take it to the application's own limit, AP_SANDBOX_MEMORY_LIMIT, which is 1 GiB by default.
app_at_rest=740
engine_limit=1024

# Sets the sizes in the associative array `values`: size_stack TOTAL CORES.
size_stack() {
	local total=$1 cores=$2 slots
	values[POSTGRES_MEMORY]=$(at_least 512 $((total / 5)))
	values[REDIS_MEMORY]=$(at_least 256 $((total / 16)))
	values[NGINX_MEMORY]=192
	# One GiB is left to the system.
	values[APP_MEMORY]=$(at_least 1536 $((total - 1024 - values[POSTGRES_MEMORY] - values[REDIS_MEMORY] - values[NGINX_MEMORY])))
	values[POSTGRES_BUFFERS]=$((values[POSTGRES_MEMORY] / 4))
	values[POSTGRES_CACHE]=$((values[POSTGRES_MEMORY] * 3 / 4))
	# A rewrite of the append-only file forks and needs the rest.
	values[REDIS_MAXMEMORY]=$((values[REDIS_MEMORY] * 6 / 10))
	# At worst every engine is at its limit at once: still nothing is swapped out.
	slots=$(((values[APP_MEMORY] - app_at_rest) / engine_limit))
	if ((slots > cores * 4)); then slots=$((cores * 4)); fi
	values[CONCURRENCY]=$(at_least 1 "$slots")
}

at_least() {
	printf '%d' $(($2 < $1 ? $1 : $2))
}
