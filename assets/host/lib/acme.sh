# shellcheck shell=bash
# certbot with the webroot plugin; everything that it stores is on the data disk.

lets_encrypt=https://acme-v02.api.letsencrypt.org/directory

certbot_call() {
	local authority=$settings_folder/acme-authority.pem
	# A private authority (of a test, of a company) is trusted by certbot only.
	if [[ -s $authority ]]; then export REQUESTS_CA_BUNDLE=$authority; fi
	timeout 300 certbot "$@" --non-interactive --config-dir "$letsencrypt" --work-dir /var/lib/wasper/certbot --logs-dir "$log_folder/certbot"
}

# request_certificate NAME [--dry-run]: returns certbot's exit code.
request_certificate() {
	local directory server=()
	directory=$(setting acmeDirectory "$lets_encrypt")
	# For a dry run certbot uses the staging server by itself, unless it is given another one.
	[[ $directory == "$lets_encrypt" ]] || server=(--server "$directory")
	perform certbot_call certonly --webroot --webroot-path "$webroot" --domain "$1" --cert-name "$1" \
		--key-type ecdsa --agree-tos --email "$(setting certificateContact)" --no-eff-email \
		--keep-until-expiring "${server[@]}" "${@:2}"
}

# Prints the "retry after" among the last lines as seconds since 1970; nothing when there is none.
refused_until() {
	local text
	text=$(grep -ohE 'retry after [0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8} UTC' <<<"${last_lines[*]}" | head -n 1)
	[[ -z $text ]] || date --date="${text#retry after }" +%s
}
