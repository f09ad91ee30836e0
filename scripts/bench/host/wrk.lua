-- One line of JSON at the end of a run: seconds, answers, p99 in milliseconds, and what went wrong.
done = function(summary, latency)
	local errors = summary.errors
	io.stderr:write(string.format(
		'{"seconds": %.3f, "requests": %d, "p99": %.3f, "errors": %d}\n',
		summary.duration / 1e6,
		summary.requests,
		latency:percentile(99) / 1000,
		errors.connect + errors.read + errors.write + errors.status + errors.timeout
	))
end
