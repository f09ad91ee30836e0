# shellcheck shell=bash
# The secrets as the containers have them: what a changed value is compared with, and where a lost one is recovered from.

# The service that gets each secret, under the same name.
declare -gA secret_services=([AP_ENCRYPTION_KEY]=app [AP_JWT_SECRET]=app [POSTGRES_PASSWORD]=postgres [REDIS_PASSWORD]=redis)

other_password="POSTGRES_PASSWORD in $secrets_file is not the password of the database."
restore_password="To keep the password in use, delete that line: the next run recovers it. To change it, first run on the machine: sudo docker exec -it wasper-postgres psql -U wasper -d wasper -c '\\password wasper'"

# Prints the value of KEY in the env file of its service: what the containers were started with.
secret_in_env_file() {
	local file=$stack_folder/env/${secret_services[$1]}.env
	[[ ! -r $file ]] || sed -n "s/^$1=//p" "$file"
}

# Prints the value of KEY that is in use, from the env file or else from the container itself; nothing when neither is there.
secret_in_use() {
	local value
	value=$(secret_in_env_file "$1")
	[[ -n $value ]] || value=$(docker inspect --format '{{range .Config.Env}}{{println .}}{{end}}' "wasper-${secret_services[$1]}" 2>/dev/null | sed -n "s/^$1=//p") || true
	printf '%s' "$value"
}

# Whether a good value of KEY is in use, so that apply can recover it.
is_recoverable() {
	secret_is_good "$1" "$(secret_in_use "$1")"
}

# Prints the keys whose value in the secrets file is not the one in use yet.
changed_secrets() {
	local entry name used
	for entry in "${secret_keys[@]}"; do
		name=${entry%:*}
		used=$(secret_in_env_file "$name")
		[[ -z $used || $used == "$(secret "$name")" ]] || printf '%s\n' "$name"
	done
}

# Prints a sentence on those, for people; nothing when there are none.
changed_secrets_note() {
	local names
	names=$(changed_secrets | paste -sd' ')
	[[ -z $names ]] || printf ' Changed in %s: %s.' "$secrets_file" "$names"
	[[ $names != *AP_JWT_SECRET* ]] || printf ' With another AP_JWT_SECRET everybody has to sign in again.'
}

# Whether PASSWORD is the database's, as far as is known: the one in use is, another one has to be proven.
password_fits_database() {
	local used
	database_exists || return 0
	used=$(secret_in_env_file POSTGRES_PASSWORD)
	[[ -z $used || $used == "$1" ]] || database_accepts "$1"
}

# By its network address: on its loopback it asks for no password.
database_accepts() {
	# shellcheck disable=SC2016 # The container's shell expands.
	docker exec -i -e PGCONNECT_TIMEOUT=5 wasper-postgres sh -c 'read -r PGPASSWORD; export PGPASSWORD; exec psql --no-password --host "$0" --username wasper --dbname wasper --command "select 1"' "$postgres_address" <<<"$1" >/dev/null 2>&1
}

refuse_other_password() {
	password_fits_database "$1" || fail PASSWORD_MISMATCH "$other_password" "$restore_password"
}
