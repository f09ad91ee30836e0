# shellcheck shell=bash
# An application that crashes inside its container: a supervisor restarts it without end, and the container stays up.

# Fewer within one start may be a stumble, such as a database that was a moment late.
exits_in_a_loop=3

# Prints how often the supervisor has said since TIME that the application exited: app_exits TIME.
app_exits() {
	local words
	words=$(release_field exitLine)
	if [[ -n $words ]]; then
		docker logs --since "$1" wasper-app 2>&1 | grep --count --extended-regexp -- "$words" || true
	else
		printf '0\n'
	fi
}

# Whether the application exits again and again: app_loops TIME.
app_loops() {
	(($(app_exits "$1") >= exits_in_a_loop))
}

# Prints the last lines of a service that say why it fails: telling_lines SERVICE.
telling_lines() {
	docker logs --tail 1000 "wasper-$1" 2>&1 | before_last_exit | tail -n 12 | hide_secrets
}

# Keeps of a log what was written before the last exit, and since the one before; without the lines that say nothing of
# the cause. All of it when nothing exited.
before_last_exit() {
	local line exit_line noise_line lines=() told=()
	exit_line=$(release_field exitLine)
	noise_line=$(release_field noiseLine)
	while IFS= read -r line; do
		if [[ -n $exit_line && $line =~ $exit_line ]]; then
			# A second process may exit for no reason of its own.
			((${#lines[@]} == 0)) || told=("${lines[@]}")
			lines=()
		elif [[ -z $noise_line || ! $line =~ $noise_line ]]; then
			lines+=("$line")
		fi
	done
	((${#told[@]} > 0)) || told=("${lines[@]}")
	((${#told[@]} == 0)) || printf '%s\n' "${told[@]}"
}
