# shellcheck shell=bash
# The certificate that nginx serves: nginx-ssl on the data disk.

certificate_file=$data/nginx-ssl/cert.pem
key_file=$data/nginx-ssl/key.pem

# Prints everything that is needed of a certificate file, by one call of openssl; the two hashes are those of issuer and subject.
read_certificate() {
	openssl x509 -in "$1" -noout -nameopt sep_multiline,sname -issuer -enddate -issuer_hash -subject_hash -fingerprint -sha256 -ext subjectAltName 2>/dev/null || true
}

# Reads the file once for all parts of an inspection.
remember_certificate() {
	remembered_certificate=$(read_certificate "$certificate_file") || true
}

certificate_text() {
	if [[ $1 == "$certificate_file" && -v remembered_certificate ]]; then
		printf '%s\n' "$remembered_certificate"
	else
		read_certificate "$1"
	fi
}

# Prints one fact of a certificate file: issuer (its organisation or name), expires (ISO), names, fingerprint.
certificate_fact() {
	local text
	text=$(certificate_text "$1")
	case $2 in
	issuer) sed -n 's/^ *\(O\|CN\)=//p' <<<"$text" | head -n 1 ;;
	expires) date --utc --date="$(sed -n 's/^notAfter=//p' <<<"$text")" +%FT%TZ ;;
	names) grep -o 'DNS:[^,]*' <<<"$text" | cut -d: -f2 ;;
	fingerprint) grep -i '^sha256 fingerprint' <<<"$text" ;;
	esac
}

is_self_signed() {
	local hashes
	mapfile -t hashes < <(certificate_text "$1" | grep -xE '[0-9a-f]{8}')
	[[ ${#hashes[@]} -eq 2 && ${hashes[0]} == "${hashes[1]}" ]]
}

# Whether a key belongs to a certificate; nginx does not start with another one: pair_matches CERTIFICATE KEY.
pair_matches() {
	local public
	public=$(openssl x509 -in "$1" -noout -pubkey 2>/dev/null) || return 1
	[[ $public == "$(openssl pkey -in "$2" -passin pass: -pubout 2>/dev/null)" ]]
}

# Prints the seconds until a certificate expires; negative when it has.
certificate_seconds() {
	printf '%d' $(($(date --date="$(certificate_fact "$1" expires)" +%s) - $(date +%s)))
}

certificate_json() {
	[[ -n $(certificate_text "$certificate_file") ]] || return 0
	local own=false
	if is_self_signed "$certificate_file"; then own=true; fi
	printf '{"issuer":%s,"expires":"%s","selfSigned":%s}' "$(json_string "$(certificate_fact "$certificate_file" issuer)")" "$(certificate_fact "$certificate_file" expires)" "$own"
}

# A certificate for nginx to start with; browsers warn until it is replaced by a trusted one. The domain is in its
# subjectAltName only: a common name may not be longer than 64 characters.
make_self_signed() {
	perform openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 90 -subj /O=Wasper \
		-addext "subjectAltName=DNS:$(setting domain)" -keyout "$key_file.new" -out "$certificate_file.new" ||
		fail CERTIFICATE_FAILED 'The self-signed certificate could not be created.' 'See the output below, then run the same command again.'
	place_certificate "$certificate_file.new" "$key_file.new"
	rm -f "$certificate_file.new" "$key_file.new"
	changed 'created a self-signed certificate to start with'
}

# place_certificate CHAIN KEY: puts both where nginx reads them.
place_certificate() {
	install --mode=0600 "$2" "$key_file.tmp"
	install --mode=0644 "$1" "$certificate_file.tmp"
	mv "$key_file.tmp" "$key_file"
	mv "$certificate_file.tmp" "$certificate_file"
}

# Whether the files are certbot's current ones.
is_live_pair() {
	local live
	live=$(live_certificate)
	cmp --silent "$live/fullchain.pem" "$certificate_file" && cmp --silent "$live/privkey.pem" "$key_file"
}

place_live_pair() {
	local live
	live=$(live_certificate)
	place_certificate "$live/fullchain.pem" "$live/privkey.pem"
	changed 'installed the certificate'
}

# Before nginx starts: it needs a certificate with its own key, certbot's if that is good.
keep_startable_pair() {
	! pair_matches "$certificate_file" "$key_file" || return 0
	if live_is_good; then place_live_pair; else make_self_signed; fi
}

# Whether nginx really serves the certificate in the file.
nginx_shows_certificate() {
	local shown
	shown=$(timeout 5 openssl s_client -connect 127.0.0.1:443 -servername "$(setting domain)" </dev/null 2>/dev/null | openssl x509 -noout -fingerprint -sha256 2>/dev/null)
	[[ -n $shown && ${shown,,} == "$(certificate_fact "$certificate_file" fingerprint | tr '[:upper:]' '[:lower:]')" ]]
}
