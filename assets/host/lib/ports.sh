# shellcheck shell=bash
# Ports that nginx needs, and who else listens on them.

# Prints the programs of others that listen on a port: `apache2`. Docker listens for containers, ours among them.
port_holders() {
	[[ $(container_state nginx) != running/* ]] || return 0
	ss --no-header --listening --tcp --numeric --processes "sport = :$1" | sed -n 's/.*users:(("\([^"]*\)".*/\1/p' | sort -u | paste -sd' '
}

# Before anything is changed for a site that could not start.
refuse_taken_ports() {
	local port holders
	for port in "${web_ports[@]}"; do
		holders=$(port_holders "$port")
		[[ -z $holders ]] || fail PORT_TAKEN "Port $port of this machine is used by $holders." "$(free_port "$holders")"
	done
}

# Prints the way out.
free_port() {
	case $1 in
	docker-proxy) printf 'Find the container with sudo docker ps, and stop it or give it another port. Then run the same command again.' ;;
	*) printf 'Stop what uses it, such as with sudo systemctl disable --now %s. Then run the same command again.' "${1%% *}" ;;
	esac
}
