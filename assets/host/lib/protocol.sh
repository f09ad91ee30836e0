# shellcheck shell=bash disable=SC2034
# What this program and the laptop agree on (source/host/protocol.ts).

# Changes whenever a report or an event would be read differently.
protocol=2

# In the order in which a first run applies them.
units=(base disk docker firewall secrets images stack hardening timers tls owner)
# What an operator does with a machine that is set up.
operations=(start stop restart status logs health stats clean remove)
services=(app postgres redis nginx)

exit_usage=2
exit_locked=75
exit_protocol=76

# The laptop says which version it speaks; with another one nothing is done, and the answer is what this program is.
require_protocol() {
	[[ $1 == "$protocol" ]] || {
		printf '{"protocol":%d,"version":"%s"}\n' "$protocol" "$(program_version)"
		exit "$exit_protocol"
	}
}

# Whether WORD is one of the others: is_one_of WORD OTHER…
is_one_of() {
	local word=$1 other
	shift
	for other in "$@"; do
		[[ $other != "$word" ]] || return 0
	done
	return 1
}
