# shellcheck shell=bash
# What the rules in the kernel let in: UFW's own list only says what they should be.

# Prints the rules of both families, those of IPv6 under the names of IPv4's chains.
firewall_rules() {
	iptables -S
	[[ ! -e /proc/net/if_inet6 ]] || ip6tables -S 2>/dev/null | sed 's/ufw6-user-input/ufw-user-input/g; s/^\(-[AP] \)INPUT/\1INPUT6/' || true
}

# Prints what the rules of people let in, one a line, in their order: `22/tcp`, `5432/tcp from 10.0.0.0/8`, `everything on eth1`.
allowed_in() {
	awk '$1 == "-A" && ($2 ~ /^INPUT6?$/ || $2 == "ufw-user-input") && / -j (ACCEPT|ufw6?-user-limit-accept)( |$)/ {
		port = protocol = where = ""
		for (i = 3; i < NF; i++) {
			if ($i == "-p") protocol = $(i + 1)
			if ($i ~ /^--dports?$/) port = $(i + 1)
			if ($i == "-s") where = where " from " $(i + 1)
			if ($i == "-i") where = where " on " $(i + 1)
		}
		line = (port != "" ? port "/" protocol : protocol != "" ? "all of " protocol : "everything") where
		if (!seen[line]++) print line
	}' <<<"$1"
}

# Whether the first rule of UFW that decides on everybody's connections to PORT denies them: is_denied RULES PORT.
is_denied() {
	[[ $(awk -v port="$2" '$2 == "ufw-user-input" && !/ -(s|d|i) / && (/ -p tcp / || !/ -p /) {
		ports = ""
		for (i = 3; i < NF; i++) if ($i ~ /^--dports?$/) ports = "," $(i + 1) ","
		if (ports != "" && index(ports, "," port ",") == 0) next
		if (/ -j (DROP|REJECT)/) {print "denied"; exit}
		if (/ -j ACCEPT/) exit
	}' <<<"$1") == denied ]]
}

# Prints the ports that Docker forwards to containers past UFW, other than nginx's: `5432/tcp by a container`.
published_by_others() {
	iptables -t nat -S DOCKER 2>/dev/null | awk '/ -j DNAT / && !/ -d 127\./ {
		port = protocol = ""
		for (i = 3; i < NF; i++) {
			if ($i == "-p") protocol = $(i + 1)
			if ($i == "--dport") port = $(i + 1)
		}
		if (port != 80 && port != 443 && !seen[port protocol]++) print port "/" protocol " by a container"
	}'
}
