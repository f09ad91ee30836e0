# shellcheck shell=bash
# tls: a trusted certificate. Whatever fails here, the site keeps serving its current certificate.

# Days before the end at which a renewal is due.
renew_days=30

live_certificate() {
	printf '%s/live/%s' "$letsencrypt" "$(setting domain)"
}

inspect_tls() {
	local seconds issuer expires until
	[[ -e $certificate_file ]] || report absent none 'no certificate' || return
	[[ -n $(certificate_text "$certificate_file") ]] || report broken unreadable 'the certificate is damaged' "$certificate_file is not a certificate." || return
	pair_matches "$certificate_file" "$key_file" ||
		report broken other-key 'the key does not belong to the certificate' "$key_file is not the key of $certificate_file: nginx would not start again."
	until=$(next_attempt "$(setting domain)")
	if is_self_signed "$certificate_file"; then
		((until == 0)) || report broken rate-limited "self-signed; next request possible at $(clock "$until")" 'The last attempts to get a certificate failed.' || return
		report absent self-signed 'self-signed, no certificate requested yet' || return
	fi
	issuer=$(certificate_fact "$certificate_file" issuer)
	expires=$(certificate_fact "$certificate_file" expires)
	seconds=$(certificate_seconds "$certificate_file")
	((seconds > 0)) || report broken expired "expired at $expires" 'The certificate has expired.'
	certificate_fact "$certificate_file" names | grep -qxF "$(setting domain)" || report drifted other-name "for another domain: $(certificate_fact "$certificate_file" names | paste -sd' ')" "The certificate is not for $(setting domain)."
	((seconds <= 0 || seconds > renew_days * 86400 / 2)) || report drifted renewal-overdue "expires at $expires" 'The certificate is overdue for renewal.'
	inspect_renewal
	nginx_shows_certificate || report drifted not-served 'nginx serves another certificate' "nginx does not serve the certificate in $certificate_file."
	report_ok "$issuer, until $expires"
}

apply_tls() {
	local name
	name=$(setting domain)
	mkdir -p "$letsencrypt" "$webroot/.well-known/acme-challenge"
	restore_live_links
	# Before nginx is looked at: it may be down because of its certificate.
	pair_matches "$certificate_file" "$key_file" || ! live_is_good || place_live_pair
	[[ $(container_state nginx) == running/healthy ]] || fail NGINX_NOT_RUNNING 'nginx is not running, so the certificate authority could not reach this machine.' 'Run: wasperctl apply stack'
	keep_authority
	if ! live_is_good || ! is_renewable; then
		respect_limits "$name"
		require_name_here "$name" "$(setting address)"
		require_caa "$name"
		require_port_80 "$name"
		is_renewable || set_aside_certificates
		obtain "$name"
	fi
	repeat_failed_renewal
	serve_live_certificate
	[[ $any_change == false ]] || rehearse_renewal
}

# Better to learn today than in two months that renewal does not work; the site is fine either way.
rehearse_renewal() {
	say 'Testing the renewal (dry run).'
	perform certbot_call renew --cert-name "$(setting domain)" --dry-run --no-random-sleep-on-renew ||
		say 'The dry run of the renewal failed; the timer retries twice a day, from 30 days before expiry.'
}

# Whether certbot's certificate is for this domain and good for a while: after a rebuild it is used again.
live_is_good() {
	local file
	file=$(live_certificate)/fullchain.pem
	pair_matches "$file" "$(live_certificate)/privkey.pem" && (($(certificate_seconds "$file") > renew_days * 86400 / 2)) &&
		certificate_fact "$file" names | grep -qxF "$(setting domain)"
}

keep_authority() {
	local text
	text=$(setting acmeAuthority)
	if [[ -n $text ]]; then
		write_file "$settings_folder/acme-authority.pem" 0644 "$text" || true
	else
		rm -f "$settings_folder/acme-authority.pem"
	fi
}

respect_limits() {
	local until
	until=$(next_attempt "$1")
	((until == 0)) || fail ACME_LIMIT "Too many recent certificate requests for $1; the authority would reject the next one." "Run the same command again at $(clock "$until") or later. The site keeps its current certificate."
}

# The authority will request a file over plain HTTP: the same is done here first, by the domain.
require_port_80() {
	local token file answer
	token=$(openssl rand -hex 16)
	file=$webroot/.well-known/acme-challenge/probe-$token
	printf '%s' "$token" >"$file"
	chmod 0644 "$file"
	answer=$(curl --silent --max-time 10 --resolve "$1:80:127.0.0.1" "http://$1/.well-known/acme-challenge/probe-$token") || true
	rm -f "$file"
	[[ $answer == "$token" ]] || fail PORT_80_SILENT 'nginx does not serve the challenge files of the certificate authority on port 80.' 'Run: wasperctl apply stack'
	say "http://$1 serves the challenge files."
}

# A dry run does not count against the limits, and shows whether port 80 can be reached from outside.
obtain() {
	say "Testing the request for $1 (dry run)."
	request_certificate "$1" --dry-run || staging_is_down || refused "$1" 'dry run'
	say "Requesting the certificate of $1."
	request_certificate "$1" || refused "$1" request
	note_attempt issued "$1"
	changed "got a certificate for $1"
}

# Whether the dry run failed because its own server does not work: it proves nothing then, and forbids nothing.
staging_is_down() {
	grep -qE 'serverInternal|down for maintenance|Service busy|Max retries exceeded|Failed to establish a new connection|Read timed out|50[0-9] Server Error' <<<"${last_lines[*]}" || return 1
	say 'The test server of the certificate authority does not answer; the certificate is requested without a dry run.'
}

# Records a failure and says until when to wait: refused NAME 'dry run'|request. A failed dry run does not count against the limits.
refused() {
	local until
	until=$(refused_until)
	if [[ -n $until ]]; then
		note_attempt refused "$1" "$until"
		fail ACME_LIMIT "The certificate authority rejects requests for $1 until $(clock "$until")." "Run the same command again after that. The site keeps its current certificate."
	fi
	[[ $2 == 'dry run' ]] || note_attempt failed "$1"
	fail ACME_FAILED "The certificate authority could not validate $1 (the $2 failed)." 'See the output below; usually port 80 is closed, or the domain points to another address. The site keeps its current certificate.'
}

serve_live_certificate() {
	is_live_pair || place_live_pair
	nginx_shows_certificate || reload_nginx
	local deadline=$((SECONDS + 10))
	until nginx_shows_certificate || ((SECONDS >= deadline)); do sleep 0.2; done
}

# Called by the timer twice a day; requests nothing until the certificate is due, or can't be renewed as it is.
command_renew() {
	unit=tls
	WASPER_HOLDER=${WASPER_HOLDER:-renewal}
	if [[ ! -e $(renewal_file) ]] && { [[ ! -e $certificate_file ]] || is_self_signed "$certificate_file"; }; then
		printf 'There is no certificate to renew yet.\n'
		return
	fi
	keep_authority
	if is_renewable; then
		renew_certificate "$@"
		serve_live_certificate
	else
		apply_tls
	fi
	printf 'The certificate is valid until %s.\n' "$(certificate_fact "$certificate_file" expires)"
}
