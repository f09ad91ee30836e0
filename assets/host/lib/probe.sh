# shellcheck shell=bash
# A file that no other machine has: the laptop requests it on port 80 by the domain, as the certificate authority will, before a certificate is requested.

probe_folder=$webroot/.well-known/acme-challenge

# Prints the name of the file, which is also its content; nothing when there is none.
probe_token() {
	local files=("$probe_folder"/wasper-*)
	[[ ! -s ${files[0]} ]] || printf '%s' "${files[0]##*/}"
}

make_probe() {
	local token
	[[ -z $(probe_token) ]] || return 0
	token=wasper-$(openssl rand -hex 16)
	mkdir -p "$probe_folder"
	write_file "$probe_folder/$token" 0644 "$token"
	changed 'created the probe file for port 80'
}
