# shellcheck shell=bash
# secrets: generated here, once, and kept on the data disk in one file that only root can read; never shown, sent or logged.

# Key, bytes of randomness; every value is lower-case hexadecimal.
secret_keys=(AP_ENCRYPTION_KEY:16 AP_JWT_SECRET:32 POSTGRES_PASSWORD:32 REDIS_PASSWORD:32)

restore_secrets="Restore $secrets_file from a backup; new secrets would not match the data."
other_key='AP_ENCRYPTION_KEY is not the key with which this database was encrypted.'
restore_key="Put the original key back into $secrets_file; with any other key all stored connections are lost."

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

fingerprint() {
	sha256sum | cut -d' ' -f1
}

database_exists() {
	[[ -e $data/postgres/PG_VERSION ]]
}

# Whether AP_ENCRYPTION_KEY is the key with which the database was encrypted.
key_fits_database() {
	[[ ! -r $fingerprint_file ]] || [[ $(<"$fingerprint_file") == "$(printf '%s' "$(secret AP_ENCRYPTION_KEY)" | fingerprint)" ]]
}

inspect_secrets() {
	local entry name bad=''
	[[ -e $secrets_file ]] || ! database_exists ||
		report broken lost 'the database exists without its secrets' "The database exists, but $secrets_file is missing." "$restore_secrets" || return
	[[ -e $secrets_file ]] || report absent none 'no secrets yet' || return
	for entry in "${secret_keys[@]}"; do
		name=${entry%:*}
		secret_is_good "$name" "$(secret "$name")" || bad+=" $name"
	done
	[[ -z $bad ]] || report broken malformed "missing or malformed:$bad" "These secrets are missing or malformed:$bad."
	key_fits_database || report broken other-key 'AP_ENCRYPTION_KEY does not match the database' "$other_key" "$restore_key"
	[[ $(stat --format='%a %U' "$secrets_file") == '600 root' ]] || report drifted permissions "$secrets_file is not root-only" "$secrets_file does not belong to root, or others can read it."
	[[ -e $fingerprint_file ]] || report drifted no-fingerprint 'no fingerprint of AP_ENCRYPTION_KEY' 'The fingerprint of AP_ENCRYPTION_KEY is not stored beside the database.'
	report_ok "${#secret_keys[@]} secrets in $secrets_file, AP_ENCRYPTION_KEY matches the database"
}

apply_secrets() {
	local entry name text='' made='' value
	[[ $(setting dataDisk lun0) == none ]] || mountpoint --quiet "$data" ||
		fail DISK_NOT_MOUNTED "$data is not mounted, and secrets belong on the data disk." 'Run: wasperctl apply disk'
	for entry in "${secret_keys[@]}"; do
		name=${entry%:*}
		value=$(secret "$name")
		if ! secret_is_good "$name" "$value"; then
			may_generate "$name" "$value"
			value=$(openssl rand -hex "${entry#*:}")
			made+=" $name"
		fi
		text+="$name=$value"$'\n'
	done
	if ! key_fits_database; then
		fail KEY_MISMATCH "$other_key" "$restore_key"
	fi
	if write_file "$secrets_file" 0600 "${text%$'\n'}"; then changed "wrote $secrets_file${made:+, generated$made}"; fi
	if [[ $(stat --format=%u "$secrets_file") != 0 ]]; then
		chown root:root "$secrets_file"
		changed "gave $secrets_file back to root"
	fi
	if write_file "$fingerprint_file" 0644 "$(printf '%s' "$(secret AP_ENCRYPTION_KEY)" | fingerprint)"; then
		changed 'stored the fingerprint of AP_ENCRYPTION_KEY'
	fi
	mkdir -p "$prefix/opt/wasper"
	ln -sfn "$secrets_file" "$prefix/opt/wasper/.env"
}

# A secret that a database depends on is never generated again, and a malformed one is never overwritten.
may_generate() {
	[[ -z $2 ]] || fail SECRET_MALFORMED "$1 in $secrets_file does not have the form that the application accepts." "Correct it in $secrets_file on the machine, then run the same command again."
	! database_exists || fail SECRET_LOST "The database exists, but $1 is missing from $secrets_file." "$restore_secrets"
}
