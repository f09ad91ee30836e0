# shellcheck shell=bash
# The application's queue in Redis (BullMQ). The health of its API says nothing of the worker, which is another process.

# A worker that is idle takes a job within milliseconds; just after a start it connects some seconds later than the API.
queue_looks=15

# Runs one command of Redis: redis_command WORD…
redis_command() {
	# shellcheck disable=SC2016 # The container's shell expands.
	docker exec wasper-redis sh -c 'REDISCLI_AUTH="$REDIS_PASSWORD" exec redis-cli -e "$@"' redis-cli "$@"
}

# Prints the job that is next while no worker works on any: one that waits, or is due. Nothing when there is none. A job
# on which a worker works has a lock, which expires soon after that worker has died.
job_without_worker() {
	redis_command eval '
		local queue = KEYS[1]
		for _, job in ipairs(redis.call("lrange", queue .. ":active", 0, -1)) do
			if redis.call("exists", queue .. ":" .. job .. ":lock") == 1 then return "" end
		end
		local waiting = redis.call("lindex", queue .. ":wait", -1) or redis.call("zrange", queue .. ":prioritized", 0, 0)[1]
		-- Older versions of BullMQ mark there, as 0:TIME, that something is delayed.
		if waiting and not string.find(waiting, "^0:") then return waiting end
		-- The time at which a delayed job is due, in milliseconds, is in the upper bits of its score.
		local delayed = redis.call("zrange", queue .. ":delayed", 0, 0, "withscores")
		if delayed[1] and delayed[2] / 4096 < redis.call("time")[1] * 1000 then return delayed[1] end
		return ""' 1 "${releases[queue]}"
}

# Whether a worker is at work, or nothing is left to do: fails when the same job stays next although nobody works.
worker_takes_jobs() {
	local first now look
	first=$(job_without_worker) || return
	[[ -n $first ]] || return 0
	for ((look = 0; look < queue_looks; look++)); do
		sleep 1
		now=$(job_without_worker) || return
		[[ $now == "$first" ]] || return 0
	done
	return 1
}
