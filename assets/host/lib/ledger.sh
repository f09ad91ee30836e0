# shellcheck shell=bash
# A ledger of the certificate requests, so that the authority's rate limits are never hit:
# five failed validations of a domain per hour, five certificates for the same domain per week.

ledger_file=$letsencrypt/ledger

# note_attempt issued|failed|refused NAME [EPOCH before which not to retry]
note_attempt() {
	printf '%s %s %s %s\n' "$(date +%s)" "$1" "$2" "${3:-0}" >>"$ledger_file"
}

# Prints when a certificate for NAME may be requested next, as seconds since 1970; 0 is now. One attempt is always kept in reserve.
next_attempt() {
	[[ -r $ledger_file ]] || {
		printf 0
		return
	}
	awk -v now="$(date +%s)" -v name="$1" '
		$3 != name {next}
		$4 > until {until = $4}
		$2 == "failed" && $1 > now - 3600 {failed[++failures] = $1}
		$2 == "issued" && $1 > now - 604800 {issued[++certificates] = $1}
		END {
			if (failures >= 4 && failed[failures - 3] + 3600 > until) until = failed[failures - 3] + 3600
			if (certificates >= 4 && issued[certificates - 3] + 604800 > until) until = issued[certificates - 3] + 604800
			print (until > now ? until : 0)
		}' "$ledger_file"
}

clock() {
	date --utc --date="@$1" '+%F %H:%M UTC'
}
