bats_require_minimum_version 1.5.0

# A machine with a trusted certificate, as certbot and apply leave it. systemctl says what `failed` holds; certbot is noted.
setup() {
	load load
	load_wasperctl
	settings '{"domain":"wasper.example.com"}'
	mkdir -p "$data/nginx-ssl" "$letsencrypt"/{renewal,archive/wasper.example.com,live/wasper.example.com}
	failed=''
	systemctl() { [[ $* == *reset-failed* || ($* == *is-failed* && -n $failed) ]]; }
	container_state() { printf running/healthy; }
	nginx_shows_certificate() { :; }
	for step in require_name_here require_caa require_port_80 rehearse_renewal; do eval "$step() { :; }"; done
	certbot_call() { printf '%s\n' "$*" >>"$BATS_TEST_TMPDIR/certbot"; }
	authority
	archived 1
	printf 'version = 2\n' >"$(renewal_file)"
	restore_live_links >/dev/null
	place_live_pair >/dev/null
}

authority() {
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 90 -subj /O=Authority -keyout "$BATS_TEST_TMPDIR/ca.key" -out "$BATS_TEST_TMPDIR/ca.pem" 2>/dev/null
}

# Stores certificate NUMBER as certbot does.
archived() {
	local folder=$letsencrypt/archive/wasper.example.com
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 90 -subj /CN=wasper.example.com -addext subjectAltName=DNS:wasper.example.com \
		-CA "$BATS_TEST_TMPDIR/ca.pem" -CAkey "$BATS_TEST_TMPDIR/ca.key" -keyout "$folder/privkey$1.pem" -out "$folder/fullchain$1.pem" 2>/dev/null
	cp "$folder/fullchain$1.pem" "$folder/cert$1.pem"
	cp "$BATS_TEST_TMPDIR/ca.pem" "$folder/chain$1.pem"
}

codes() { report_json tls "$(inspect_unit tls)" | jq --raw-output '.findings[].code' | paste -sd' '; }

asked() { cat "$BATS_TEST_TMPDIR/certbot" 2>/dev/null || true; }

other_key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:prime256v1 -out "$1" 2>/dev/null; }

@test "a certificate with its key and a working renewal is in order, and nothing is requested" {
	[ "$(codes)" = '' ]
	apply_tls >/dev/null
	[ "$(asked)" = '' ]
}

@test "a key that does not belong to the certificate is found, and certbot's pair put in place, by tls as well as by stack" {
	for repair in apply_tls keep_startable_pair; do
		other_key "$key_file"
		[ "$(codes)" = host.tls.other-key ]
		$repair >/dev/null
		[ "$(codes)" = '' ]
		is_live_pair
	done
	[ "$(asked)" = '' ]
}

@test "certbot's certificate is put in place even while nginx is down because of the wrong key" {
	other_key "$key_file"
	container_state() { printf restarting/; }
	run -1 apply_tls
	[[ $output == *NGINX_NOT_RUNNING* ]]
	is_live_pair
}

@test "without a good pair from certbot nginx gets a self-signed certificate to start with" {
	other_key "$key_file"
	rm -r "$letsencrypt"/{live,archive}
	keep_startable_pair >/dev/null
	pair_matches "$certificate_file" "$key_file"
	is_self_signed "$certificate_file"
}

@test "a damaged certificate is said to be damaged, not self-signed" {
	printf 'nonsense\n' >"$certificate_file"
	[ "$(codes)" = host.tls.unreadable ]
	[ "$(certificate_json)" = '' ]
	apply_tls >/dev/null
	[ "$(codes)" = '' ]
}

@test "a name of 200 characters gets a self-signed certificate with that name" {
	label=$(printf 'a%.0s' {1..60})
	settings "{\"domain\":\"$label.$label.$label.example.com\"}"
	make_self_signed >/dev/null
	[ "$(certificate_fact "$certificate_file" names)" = "$label.$label.$label.example.com" ]
	[ "$(certificate_json | jq --compact-output '[.issuer, .selfSigned]')" = '["Wasper",true]' ]
}

@test "lost links to the newest certificate are found and restored without a request" {
	archived 2
	archived 10
	rm -r "$letsencrypt/live"
	[ "$(codes)" = host.tls.live-lost ]
	apply_tls >/dev/null
	[ "$(asked)" = '' ]
	cmp "$(live_certificate)/privkey.pem" "$letsencrypt/archive/wasper.example.com/privkey10.pem"
	[ "$(codes)" = '' ]
}

@test "a lost renewal configuration is found, also by the timer, and the certificate requested anew beside the old one" {
	for repair in apply_tls command_renew; do
		mv "$(renewal_file)" "$BATS_TEST_TMPDIR/moved.conf"
		[ "$(codes)" = host.tls.renewal-lost ]
		obtain() {
			[ ! -e "$letsencrypt/live/wasper.example.com" ]
			mkdir -p "$letsencrypt/archive/wasper.example.com"
			archived 1
			restore_live_links
			printf 'version = 2\n' >"$(renewal_file)"
		}
		$repair >/dev/null
		[ "$(codes)" = '' ]
		ls "$letsencrypt"/aside/*/archive/wasper.example.com/fullchain1.pem >/dev/null
		rm -r "$letsencrypt/aside"
	done
}

@test "a renewal that failed is found, and repeated at once" {
	failed=yes
	[ "$(codes)" = host.tls.renewal-failed ]
	apply_tls >/dev/null
	[[ $(asked) == 'renew --cert-name wasper.example.com'* ]]
	certbot_call() { return 1; }
	run -1 apply_tls
	[[ $output == *RENEWAL_FAILED* ]]
}

@test "before the first certificate the timer requests nothing" {
	rm "$(renewal_file)"
	make_self_signed >/dev/null
	[[ $(command_renew) == 'There is no certificate to renew yet.' ]]
	[ "$(asked)" = '' ]
}

# A certbot whose dry run ends with LINE.
dry_run_ends_with() {
	dry_run_line=$1
	request_certificate() {
		[[ ${2:-} == --dry-run ]] || return 0
		last_lines=("$dry_run_line")
		return 1
	}
}

@test "while the test server of the authority is down, the certificate is requested without a dry run" {
	dry_run_ends_with "HTTPSConnectionPool(host='staging'): Max retries exceeded with url: /directory"
	run -0 obtain wasper.example.com
	[[ $output == *'requested without a dry run'* ]]
}

@test "a dry run that finds the domain unreachable still stops the request" {
	dry_run_ends_with 'Type: connection'
	run -1 obtain wasper.example.com
	[[ $output == *'(the dry run failed)'* ]]
}
