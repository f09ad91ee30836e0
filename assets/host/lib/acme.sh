# shellcheck shell=bash
# certbot by webroot, with everything it keeps on the data disk.

lets_encrypt=https://acme-v02.api.letsencrypt.org/directory

certbot_call() {
	local authority=$settings_folder/acme-authority.pem
	# A private authority (a test's, a company's) is trusted for this program only.
	if [[ -s $authority ]]; then export REQUESTS_CA_BUNDLE=$authority; fi
	timeout 300 certbot "$@" --non-interactive --config-dir "$letsencrypt" --work-dir /var/lib/wasper/certbot --logs-dir "$log_folder/certbot"
}

# request_certificate NAME [--dry-run]: returns certbot's exit code.
request_certificate() {
	local directory server=()
	directory=$(setting acmeDirectory "$lets_encrypt")
	# certbot itself goes to the staging server for a rehearsal, unless it is told another one.
	[[ $directory == "$lets_encrypt" ]] || server=(--server "$directory")
	perform certbot_call certonly --webroot --webroot-path "$webroot" --domain "$1" --cert-name "$1" \
		--key-type ecdsa --agree-tos --email "$(setting certificateContact)" --no-eff-email \
		--keep-until-expiring "${server[@]}" "${@:2}"
}

# Prints, as seconds since 1970, the "retry after" of a refusal among the last lines; nothing when there is none.
refused_until() {
	local text
	text=$(grep -ohE 'retry after [0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8} UTC' <<<"${last_lines[*]}" | head -n 1)
	[[ -z $text ]] || date --date="${text#retry after }" +%s
}
