# shellcheck shell=bash
# A file that no other machine has: the laptop asks for it on port 80 by the name, as the authority will, before the authority is asked.

probe_folder=$webroot/.well-known/acme-challenge

# Prints the file's name, which is its content too; nothing when there is none.
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
	changed 'put a file behind port 80 for the proof from outside'
}
