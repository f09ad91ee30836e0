# shellcheck shell=bash
# What the world's name servers say, asked before the certificate authority is.

# ask SERVER TYPE NAME: prints the answers, one a line; nothing when there are none, or the server is silent. SERVER is host[:port].
ask() {
	local host=${1%:*} port=53
	[[ $1 != *:* ]] || port=${1##*:}
	dig +short +time=3 +tries=2 -p "$port" "@$host" "$3" "$2" 2>/dev/null | sed '/^;/d' || true
}

# Prints the servers to ask about NAME: those that the settings give, or two public ones and the zone's own.
name_servers() {
	local given zone server
	mapfile -t given < <(jq --raw-output '.dnsServers[]?' "$settings_file")
	if ((${#given[@]} > 0)); then
		printf '%s\n' "${given[@]}"
		return
	fi
	printf '1.1.1.1\n8.8.8.8\n'
	zone=$1
	while [[ $zone == *.* ]]; do
		for server in $(ask 1.1.1.1 NS "$zone"); do
			ask 1.1.1.1 A "$server" | head -n 1
		done | head -n 4 | grep . && return
		zone=${zone#*.}
	done
	return 0
}

# Fails unless every server says that NAME is ADDRESS, and nothing else.
require_name_here() {
	local server answers strays
	for server in $(name_servers "$1"); do
		answers=$(ask "$server" A "$1" | paste -sd' ')
		[[ $answers == "$2" ]] || fail DNS_NOT_HERE "$1 is ${answers:-not known} at the name server $server; this machine is $2." 'Correct the A record, wait for its old answer to expire, then run the same again. The authority was not asked.'
		strays=$(ask "$server" AAAA "$1" | paste -sd' ')
		[[ -z $strays ]] || fail DNS_STRAY_AAAA "$1 also has the IPv6 address $strays, which is not this machine; the authority would ask there." 'Remove the AAAA record, then run the same again.'
	done
	say "$1 is $2 at every name server asked."
}

# Fails when a CAA record at NAME or above lets other authorities only.
require_caa() {
	local name=$1 server records
	read -r server < <(name_servers "$1")
	while [[ $name == *.* ]]; do
		records=$(ask "$server" CAA "$name")
		if [[ -n $records ]]; then
			caa_permits "$records" || fail CAA_FORBIDS "A CAA record of $name admits only other authorities: $(paste -sd';' <<<"$records")." "Add the CAA record: $name 0 issue \"letsencrypt.org\""
			return 0
		fi
		name=${name#*.}
	done
}

# Whether these CAA records let Let's Encrypt issue: no "issue" among them, or one that names it.
caa_permits() {
	! grep -q ' issue ' <<<"$1" || grep -Eq ' issue "?letsencrypt\.org' <<<"$1"
}
