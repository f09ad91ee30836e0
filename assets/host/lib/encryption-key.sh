# shellcheck shell=bash
# Whether AP_ENCRYPTION_KEY is the key with which the database was encrypted: by its fingerprint, or by decrypting something.

other_key='AP_ENCRYPTION_KEY is not the key with which this database was encrypted.'
restore_key="Put the original key back into $secrets_file; with any other key all stored connections are lost."

fingerprint() {
	sha256sum | cut -d' ' -f1
}

# Prints the fingerprint that is stored beside the database; nothing when it is lost or damaged.
stored_fingerprint() {
	[[ ! -r $fingerprint_file ]] || grep -xE '[0-9a-f]{64}' "$fingerprint_file" || true
}

# Returns 0 when KEY fits, 1 when it does not, 2 when that can't be told: there is no fingerprint, and the database is down.
key_fits_database() {
	local stored
	stored=$(stored_fingerprint)
	if [[ -n $stored ]]; then
		[[ $stored == "$(printf '%s' "$1" | fingerprint)" ]]
	elif database_exists; then
		key_decrypts_database "$1"
	fi
}

# The key never is an argument of a process. A database without encrypted rows has nothing that another key would lose.
key_decrypts_database() {
	local rows
	rows=$(database_query 'select value from app_connection limit 20') || return 2
	printf '%s\n' "$1" "$rows" | python3 "$home/decrypts.py" 2>/dev/null
}

refuse_other_key() {
	local code=0
	key_fits_database "$1" || code=$?
	((code != 1)) || fail KEY_MISMATCH "$other_key" "$restore_key"
}
