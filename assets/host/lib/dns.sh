# shellcheck shell=bash
# What public name servers answer, checked before the certificate authority is asked.

# ask SERVER TYPE NAME: prints the answers, one per line; nothing when there are none or the server does not answer. SERVER is host[:port].
ask() {
	local host=${1%:*} port=53
	[[ $1 != *:* ]] || port=${1##*:}
	dig +short +time=3 +tries=2 -p "$port" "@$host" "$3" "$2" 2>/dev/null | sed '/^;/d' || true
}

# Prints the servers to ask about NAME: those in the settings, or two public ones and the zone's own.
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

# Fails unless every server resolves NAME to ADDRESS and nothing else: require_name_here NAME ADDRESS.
require_name_here() {
	local server answers strays
	for server in $(name_servers "$1"); do
		answers=$(ask "$server" A "$1" | paste -sd' ')
		[[ $answers == "$2" ]] || fail DNS_NOT_HERE "$1 resolves to ${answers:-no address} at the name server $server; this machine is $2." 'Correct the A record, wait until the old one expires from caches, then run the same command again. No certificate was requested.'
		strays=$(ask "$server" AAAA "$1" | paste -sd' ')
		[[ -z $strays ]] || fail DNS_STRAY_AAAA "$1 also has the IPv6 address $strays, which is not this machine; the certificate authority would connect there." 'Delete the AAAA record, then run the same command again.'
	done
	say "$1 resolves to $2 at all name servers."
}

# Fails when a CAA record at NAME, or above it, allows only other authorities.
require_caa() {
	local name=$1 server records
	read -r server < <(name_servers "$1")
	while [[ $name == *.* ]]; do
		records=$(ask "$server" CAA "$name")
		if [[ -n $records ]]; then
			caa_permits "$records" || fail CAA_FORBIDS "The CAA records of $name allow only other certificate authorities: $(paste -sd';' <<<"$records")." "Add the CAA record: $name 0 issue \"letsencrypt.org\""
			return 0
		fi
		name=${name#*.}
	done
}

# Whether these CAA records allow Let's Encrypt: no "issue" among them, or one that names it.
caa_permits() {
	! grep -q ' issue ' <<<"$1" || grep -Eq ' issue "?letsencrypt\.org' <<<"$1"
}
