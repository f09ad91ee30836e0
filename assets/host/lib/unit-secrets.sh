# shellcheck shell=bash
# secrets: made here, once, kept on the data disk in one root-only file; never shown, sent or logged.

# Key, bytes of randomness; every value is lower-case hexadecimal.
secret_keys=(AP_ENCRYPTION_KEY:16 AP_JWT_SECRET:32 POSTGRES_PASSWORD:32 REDIS_PASSWORD:32)

# Prints the kept value of KEY; nothing when there is none.
secret() {
	[[ ! -r $secrets_file ]] || sed -n "s/^$1=//p" "$secrets_file"
}

# Whether KEY's kept value has the form that the application accepts.
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

# Whether the key is the one with which the database was encrypted.
key_fits_database() {
	[[ ! -r $fingerprint_file ]] || [[ $(<"$fingerprint_file") == "$(printf '%s' "$(secret AP_ENCRYPTION_KEY)" | fingerprint)" ]]
}

inspect_secrets() {
	local entry name bad=''
	[[ -e $secrets_file ]] || ! database_exists || report broken 'a database without its key' 'The database exists, but the secrets that belong to it are gone.'
	[[ -e $secrets_file ]] || report absent 'no secrets yet'
	for entry in "${secret_keys[@]}"; do
		name=${entry%:*}
		secret_is_good "$name" "$(secret "$name")" || bad+=" $name"
	done
	[[ -z $bad ]] || report broken "not usable:$bad" "The secrets$bad are missing or malformed."
	key_fits_database || report broken 'AP_ENCRYPTION_KEY is another one' 'AP_ENCRYPTION_KEY is not the key with which this database was encrypted.'
	[[ $(stat --format='%a %U' "$secrets_file") == '600 root' ]] || report drifted 'readable by others' 'The secrets file is not root-only.'
	[[ -e $fingerprint_file ]] || report drifted 'no fingerprint of the key' 'The fingerprint of AP_ENCRYPTION_KEY is not kept beside the database.'
	report ok "${#secret_keys[@]} secrets in $secrets_file, the key fits the database"
}

apply_secrets() {
	local entry name text='' made='' value
	[[ $(setting dataDisk lun0) == none ]] || mountpoint --quiet "$data" ||
		fail DISK_NOT_MOUNTED "$data is not mounted; secrets belong on the data disk." 'Run: wasperctl apply disk'
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
		fail KEY_MISMATCH 'AP_ENCRYPTION_KEY is not the key with which this database was encrypted.' "Put the right key into $secrets_file; with another one all stored connections are lost."
	fi
	if write_file "$secrets_file" 0600 "${text%$'\n'}"; then changed "kept secrets in $secrets_file${made:+, made$made}"; fi
	chown root:root "$secrets_file"
	if write_file "$fingerprint_file" 0644 "$(printf '%s' "$(secret AP_ENCRYPTION_KEY)" | fingerprint)"; then
		changed 'kept the fingerprint of AP_ENCRYPTION_KEY'
	fi
	mkdir -p "$prefix/opt/wasper"
	ln -sfn "$secrets_file" "$prefix/opt/wasper/.env"
}

# A secret that a database depends on is never made anew, and a malformed one is never overwritten.
may_generate() {
	[[ -z $2 ]] || fail SECRET_MALFORMED "$1 in $secrets_file does not have the form that the application accepts." 'Correct it by hand; it is not overwritten.'
	! database_exists || fail SECRET_LOST "The database exists, but $1 is missing from $secrets_file." "Put $1 back from a backup of that file; a new one would not fit the data."
}
