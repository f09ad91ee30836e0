# shellcheck shell=bash
# Whether certbot can renew the certificate: its configuration, its links to the newest one, the last run of the timer.

renewal_service=wasper-renew.service

renewal_file() {
	printf '%s/renewal/%s.conf' "$letsencrypt" "$(setting domain)"
}

live_pair_exists() {
	local live
	live=$(live_certificate)
	pair_matches "$live/fullchain.pem" "$live/privkey.pem"
}

is_renewable() {
	[[ -s $(renewal_file) ]] && live_pair_exists
}

inspect_renewal() {
	[[ -s $(renewal_file) ]] || report broken renewal-lost 'certbot has no renewal configuration' "$(renewal_file) is missing: the certificate would not be renewed."
	live_pair_exists || report broken live-lost 'the links to the newest certificate are lost' "$(live_certificate) does not hold a certificate with its key: it would not be renewed."
	! systemctl --quiet is-failed "$renewal_service" || report broken renewal-failed 'the last renewal failed' "$renewal_service failed: the certificate was not renewed."
}

# Points certbot's links to the newest certificate that it stored.
restore_live_links() {
	local domain archive number kind
	! live_pair_exists || return 0
	domain=$(setting domain)
	archive=$letsencrypt/archive/$domain
	number=$(find "$archive" -name 'fullchain*.pem' 2>/dev/null | sed 's/.*fullchain\([0-9]*\)\.pem$/\1/' | sort --numeric-sort | tail -n 1) || return 0
	pair_matches "$archive/fullchain$number.pem" "$archive/privkey$number.pem" || return 0
	mkdir -p "$(live_certificate)"
	for kind in cert chain fullchain privkey; do
		ln -sfn "../../archive/$domain/$kind$number.pem" "$(live_certificate)/$kind.pem"
	done
	changed 'restored the links to the newest certificate'
}

# certbot does not write over what it can't renew; it is kept, out of its way.
set_aside_certificates() {
	local domain aside kept
	domain=$(setting domain)
	aside=$letsencrypt/aside/$(date +%s)
	for kept in "live/$domain" "archive/$domain" "renewal/$domain.conf"; do
		[[ -e $letsencrypt/$kept ]] || continue
		mkdir -p "$aside/${kept%/*}"
		mv "$letsencrypt/$kept" "$aside/$kept"
	done
	[[ ! -d $aside ]] || changed "moved what certbot could not renew to $aside"
}

# Today rather than at the next run of the timer.
repeat_failed_renewal() {
	systemctl --quiet is-failed "$renewal_service" || return 0
	renew_certificate --quiet
	systemctl reset-failed "$renewal_service"
	changed 'repeated the renewal that had failed'
}

renew_certificate() {
	perform certbot_call renew --cert-name "$(setting domain)" --no-random-sleep-on-renew "$@" ||
		fail RENEWAL_FAILED 'The certificate could not be renewed; the timer retries in half a day.' 'See: journalctl -u wasper-renew'
}
