# shellcheck shell=bash
# secrets: generated here, once, and kept on the data disk in one file that only root can read; never shown, sent or logged.

# Key, bytes of randomness; every value is lower-case hexadecimal.
secret_keys=(AP_ENCRYPTION_KEY:16 AP_JWT_SECRET:32 POSTGRES_PASSWORD:32 REDIS_PASSWORD:32)

restore_secrets="Restore $secrets_file from a backup; new secrets would not match the data."
correct_secrets="Correct them in $secrets_file on the machine. A line that is deleted there is recovered from the containers, if they still have the value."

# Prints the value of KEY; nothing when there is none.
secret() {
	[[ ! -r $secrets_file ]] || sed -n "s/^$1=//p" "$secrets_file"
}

# Whether a value of KEY has the form that the application accepts: secret_is_good KEY VALUE.
secret_is_good() {
	case $1 in
	AP_ENCRYPTION_KEY) [[ $2 =~ ^[A-Za-z0-9]{32}$ ]] ;;
	*) [[ $2 =~ ^[A-Za-z0-9_-]{16,}$ ]] ;;
	esac
}

database_exists() {
	[[ -e $data/postgres/PG_VERSION ]]
}

inspect_secrets() {
	local key=0 match='matches the database'
	[[ -e $secrets_file ]] || ! database_exists || report_lost || return
	[[ -e $secrets_file ]] || report absent none 'no secrets yet' || return
	report_bad_values
	password_fits_database "$(secret POSTGRES_PASSWORD)" || [[ -z $(secret POSTGRES_PASSWORD) ]] ||
		report broken other-password 'POSTGRES_PASSWORD is not the password of the database' "$other_password" "$restore_password"
	[[ -z $(secret AP_ENCRYPTION_KEY) ]] || key_fits_database "$(secret AP_ENCRYPTION_KEY)" || key=$?
	((key != 1)) || report broken other-key 'AP_ENCRYPTION_KEY does not match the database' "$other_key" "$restore_key"
	[[ $(stat --format='%a %U' "$secrets_file") == '600 root' ]] || report drifted permissions "$secrets_file is not root-only" "$secrets_file does not belong to root, or others can read it."
	if ((key == 2)); then
		match='cannot be compared with the database, which is not running'
	elif [[ -z $(stored_fingerprint) ]]; then
		report drifted no-fingerprint 'no fingerprint of AP_ENCRYPTION_KEY' 'The fingerprint of AP_ENCRYPTION_KEY is not stored beside the database.'
	fi
	report_ok "${#secret_keys[@]} secrets in $secrets_file, AP_ENCRYPTION_KEY $match"
}

report_lost() {
	local entry
	for entry in "${secret_keys[@]}"; do
		is_recoverable "${entry%:*}" ||
			report broken lost 'the database exists without its secrets' "The database exists, but $secrets_file is missing." "$restore_secrets" || return
	done
	report broken lost 'the secrets file is missing; the containers have the values' "$secrets_file is missing. It can be written again from what the containers were started with."
}

# A value that is missing is recovered from the containers; one that was changed to something malformed is left to a person.
report_bad_values() {
	local entry name value missing='' bad=''
	for entry in "${secret_keys[@]}"; do
		name=${entry%:*}
		value=$(secret "$name")
		if [[ -z $value ]] && is_recoverable "$name"; then
			missing+=" $name"
		elif ! secret_is_good "$name" "$value"; then
			bad+=" $name"
		fi
	done
	[[ -z $missing ]] || report broken missing "missing, but in use:$missing" "These secrets are missing from $secrets_file, and can be recovered from the containers:$missing."
	[[ -z $bad ]] || report broken malformed "missing or malformed:$bad" "These secrets are missing or malformed:$bad." "$correct_secrets"
}

apply_secrets() {
	local entry name value text='' generated='' recovered=''
	local -A chosen=()
	disk_is_in_place ||
		fail DISK_NOT_MOUNTED "$data is not mounted, and secrets belong on the data disk." 'Run: wasperctl apply disk'
	for entry in "${secret_keys[@]}"; do
		name=${entry%:*}
		value=$(secret "$name")
		[[ -z $value ]] || secret_is_good "$name" "$value" ||
			fail SECRET_MALFORMED "$name in $secrets_file does not have the form that the application accepts." "$correct_secrets"
		if [[ -z $value ]]; then
			value=$(secret_in_use "$name")
			if secret_is_good "$name" "$value"; then
				recovered+=" $name"
			else
				# A secret that a database depends on is never generated again.
				! database_exists || fail SECRET_LOST "The database exists, but $name is missing from $secrets_file." "$restore_secrets"
				value=$(openssl rand -hex "${entry#*:}")
				generated+=" $name"
			fi
		fi
		chosen[$name]=$value
		text+="$name=$value"$'\n'
	done
	# Nothing is written before both are proven.
	refuse_other_key "${chosen[AP_ENCRYPTION_KEY]}"
	refuse_other_password "${chosen[POSTGRES_PASSWORD]}"
	if write_file "$secrets_file" 0600 "${text%$'\n'}"; then
		changed "wrote $secrets_file${generated:+, generated$generated}${recovered:+, recovered$recovered from the containers}"
	fi
	if [[ $(stat --format=%u "$secrets_file") != 0 ]]; then
		chown root:root "$secrets_file"
		changed "gave $secrets_file back to root"
	fi
	keep_fingerprint
	mkdir -p "$prefix/opt/wasper"
	ln -sfn "$secrets_file" "$prefix/opt/wasper/.env"
}

# Only of a key that is proven.
keep_fingerprint() {
	key_fits_database "$(secret AP_ENCRYPTION_KEY)" || return 0
	if write_file "$fingerprint_file" 0644 "$(printf '%s' "$(secret AP_ENCRYPTION_KEY)" | fingerprint)"; then
		changed 'stored the fingerprint of AP_ENCRYPTION_KEY'
	fi
}
