# shellcheck shell=bash
# tls: a trusted certificate. Whatever fails here, the site goes on with the certificate that it has.

# Days before the end at which a renewal is due.
renew_days=30

live_certificate() {
	printf '%s/live/%s' "$letsencrypt" "$(setting domain)"
}

inspect_tls() {
	local seconds issuer expires until
	[[ -e $certificate_file ]] || report absent 'no certificate'
	until=$(next_attempt "$(setting domain)")
	if is_self_signed "$certificate_file"; then
		((until == 0)) || report broken "self-signed; the authority may be asked again at $(clock "$until")" 'The last attempts to get a certificate failed.'
		report absent 'self-signed, the authority was not asked yet'
	fi
	issuer=$(certificate_fact "$certificate_file" issuer)
	expires=$(certificate_fact "$certificate_file" expires)
	seconds=$(certificate_seconds "$certificate_file")
	((seconds > 0)) || report broken "expired at $expires" 'The certificate has expired.'
	certificate_fact "$certificate_file" names | grep -qxF "$(setting domain)" || report drifted "for another name: $(certificate_fact "$certificate_file" names | paste -sd' ')" 'The certificate is not for this name.'
	((seconds > renew_days * 86400 / 2)) || report drifted "ends at $expires" 'The certificate was due for renewal and is not renewed.'
	nginx_shows_certificate || report drifted 'nginx shows another certificate' 'nginx does not show the certificate of the file.'
	report ok "$issuer, until $expires"
}

apply_tls() {
	local name
	name=$(setting domain)
	mkdir -p "$letsencrypt" "$webroot/.well-known/acme-challenge"
	[[ $(container_state nginx) == running/healthy ]] || fail NGINX_NOT_RUNNING 'nginx is not running; the authority would find nobody.' 'Run: wasperctl apply stack'
	keep_authority
	if ! live_is_good; then
		respect_limits "$name"
		require_name_here "$name" "$(setting address)"
		require_caa "$name"
		require_port_80 "$name"
		obtain "$name"
	fi
	serve_live_certificate
	[[ $any_change == false ]] || rehearse_renewal
}

# A renewal that can't work is better known today than in two months; the site is fine either way.
rehearse_renewal() {
	say 'Rehearsing the renewal.'
	perform certbot_call renew --cert-name "$(setting domain)" --dry-run --no-random-sleep-on-renew ||
		say 'The rehearsal of the renewal failed; the timer tries twice a day from a month before the end.'
}

# Whether what certbot keeps is for this name and good for a while: after a rebuild it is used again.
live_is_good() {
	local file
	file=$(live_certificate)/fullchain.pem
	[[ -r $file ]] && (($(certificate_seconds "$file") > renew_days * 86400 / 2)) &&
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
	((until == 0)) || fail ACME_LIMIT "Too many attempts for $1 lately; the authority would refuse the next." "Run the same again at $(clock "$until") or later. The site goes on with the certificate that it has."
}

# The authority will ask for a file over plain HTTP: the same is done here first, by the name.
require_port_80() {
	local token file answer
	token=$(openssl rand -hex 16)
	file=$webroot/.well-known/acme-challenge/probe-$token
	printf '%s' "$token" >"$file"
	chmod 0644 "$file"
	answer=$(curl --silent --max-time 10 --resolve "$1:80:127.0.0.1" "http://$1/.well-known/acme-challenge/probe-$token") || true
	rm -f "$file"
	[[ $answer == "$token" ]] || fail PORT_80_SILENT 'nginx does not hand out the files that the authority asks for on port 80.' 'Run: wasperctl apply stack'
	say "http://$1 hands out the authority's files."
}

# A rehearsal costs nothing of the real limits and shows whether port 80 can be reached from outside.
obtain() {
	say "Rehearsing the request for $1."
	request_certificate "$1" --dry-run || refused "$1" rehearsal
	say "Asking for the certificate of $1."
	request_certificate "$1" || refused "$1" request
	note_attempt issued "$1"
	changed "got a certificate for $1"
}

# Notes a refusal and says until when to wait. A failed rehearsal does not count against the real limits.
refused() {
	local until
	until=$(refused_until)
	if [[ -n $until ]]; then
		note_attempt refused "$1" "$until"
		fail ACME_LIMIT "The authority refuses $1 until $(clock "$until")." "Run the same again after that. The site goes on with the certificate that it has."
	fi
	[[ $2 == rehearsal ]] || note_attempt failed "$1"
	fail ACME_FAILED "The authority could not be convinced of $1 (the $2 failed)." 'The lines below say why: mostly a closed port 80, or a name that points elsewhere. The site goes on with the certificate that it has.'
}

serve_live_certificate() {
	local live
	live=$(live_certificate)
	if ! cmp --silent "$live/fullchain.pem" "$certificate_file"; then
		place_certificate "$live/fullchain.pem" "$live/privkey.pem"
		changed 'put the certificate in place'
	fi
	nginx_shows_certificate || reload_nginx
	local deadline=$((SECONDS + 10))
	until nginx_shows_certificate || ((SECONDS >= deadline)); do sleep 0.2; done
}

# Called by the timer twice a day; asks nobody until the certificate is due.
command_renew() {
	unit=tls
	WASPER_HOLDER=${WASPER_HOLDER:-renewal}
	[[ -e $(live_certificate)/fullchain.pem ]] || {
		printf 'There is no certificate of an authority to renew yet.\n'
		return
	}
	keep_authority
	perform certbot_call renew --cert-name "$(setting domain)" --no-random-sleep-on-renew "$@" ||
		fail RENEWAL_FAILED 'The certificate could not be renewed; the next try is in half a day.' 'See: journalctl -u wasper-renew'
	serve_live_certificate
	printf 'The certificate is good until %s.\n' "$(certificate_fact "$certificate_file" expires)"
}
