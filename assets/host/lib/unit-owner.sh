# shellcheck shell=bash
# owner: the first account, created on the machine itself before sign-up can be reached from the internet.

owner_input=$run_folder/owner.json

# Keeps standard input, in memory and for root only, until the transient unit reads it.
keep_owner_input() {
	(
		umask 077
		cat >"$owner_input.new"
	)
	mv "$owner_input.new" "$owner_input"
}

# Runs SQL in the container of the database; prints bare rows.
database_query() {
	docker exec -i wasper-postgres psql --username wasper --dbname wasper --quiet --tuples-only --no-align <<<"$1" 2>/dev/null
}

# Prints the number of platforms and the address of the first account: `1|a@example.com`; nothing when the database does not answer.
# The application's own flag is set one call too early: with an account and no platform, anybody can still sign up.
owner_facts() {
	database_query 'select (select count(*) from platform), (select email from user_identity order by created limit 1)'
}

owner_exists() {
	[[ $(owner_facts) =~ ^[1-9] ]]
}

inspect_owner() {
	local facts
	has_program docker || report absent docker-missing 'Docker is not installed' || return
	[[ $(container_state app) == running/healthy ]] || report unknown app-not-running 'the application is not running' 'The owner can be looked up only while the application is running.' || return
	facts=$(owner_facts)
	[[ -n $facts ]] || report unknown database-silent 'the database does not answer' 'The owner could not be looked up: the database does not answer.' || return
	[[ $facts == [1-9]* ]] || ! sign_up_is_open || report broken sign-up-open 'no account yet, sign-up open' 'There is no owner yet, and the first visitor to sign up becomes the owner.' || return
	[[ $facts == [1-9]* ]] || report absent none 'no account yet, sign-up closed' || return
	sign_up_is_open || report drifted invitations-blocked "${facts#*|}" 'The owner exists, but nginx still blocks sign-up by invitation.'
	report_ok "${facts#*|}"
}

# Called before the inspection: an owner is never replaced, and another owner than the wanted one is an error.
refuse_other_owner() {
	local facts kept wanted
	facts=$(owner_facts) || return 0
	[[ $facts == [1-9]* && -s $owner_input ]] || return 0
	kept=${facts#*|}
	wanted=$(jq --raw-output '.email // empty' "$owner_input" 2>/dev/null) || return 0
	[[ -z $wanted || ${wanted,,} == "${kept,,}" ]] || fail OWNER_EXISTS "Wasper already has an owner: $kept." "Sign in as $kept and invite $wanted there."
}

apply_owner() {
	[[ $(container_state app) == running/healthy ]] || fail APP_NOT_HEALTHY 'The application is not running, so the account could not be created.' 'Run: wasperctl apply stack'
	if ! owner_exists; then
		jq --exit-status '.email and .firstName and .lastName and .password' "$owner_input" >/dev/null 2>&1 ||
			fail OWNER_INPUT 'The email address, name and password of the owner were not received.' 'Run create-wasper-azure again; it sends them.'
		make_account
		make_platform
		owner_exists || fail OWNER_FAILED 'The application accepted the account, but reports no owner.' 'See: wasperctl logs app'
		changed "created the account of the owner, $(jq --raw-output .email "$owner_input")"
	fi
	open_sign_up
}

# POSTs standard input as JSON: post PATH [TOKEN]. Sets `answer` and `status`; no argument of a process holds a secret.
post() {
	local reply
	reply=$(
		curl --silent --max-time 60 --write-out '\n%{http_code}' --data-binary @- \
			--config <(
				printf 'url = "http://%s%s"\nheader = "content-type: application/json"\n' "$app_address" "$1"
				[[ -z ${2:-} ]] || printf 'header = "authorization: Bearer %s"\n' "$2"
			)
	) || true
	status=${reply##*$'\n'}
	answer=${reply%$'\n'*}
}

# Like post, but tries again while the application is too busy to answer; it then fails as what it is: no word on the account.
post_patiently() {
	local input pause
	input=$(cat)
	for pause in "${unknown_pauses[@]}" ''; do
		post "$@" <<<"$input"
		[[ $status == 5?? || $status == 000 || -z $status ]] || return 0
		[[ -z $pause ]] || sleep "$pause"
	done
	fail APP_BUSY "The application did not answer ($status), so the account could not be created." 'See: wasperctl logs app'
}

# Sets `token`, that of the new account; an account left behind by an interrupted run signs in.
make_account() {
	local answer status
	post_patiently /api/v1/authentication/sign-up < <(jq '{email, password, firstName, lastName, trackEvents: false, newsLetter: false}' "$owner_input")
	if [[ $status != 200 ]]; then
		say "Sign-up returned $status; trying to sign in."
		post_patiently /api/v1/authentication/sign-in < <(jq '{email, password}' "$owner_input")
	fi
	[[ $status == 200 ]] || fail OWNER_REFUSED "The application rejected the owner's account ($status $(jq --raw-output '.code // .message // empty' <<<"$answer" 2>/dev/null))." 'The password must have 8 to 64 characters, and the email address must be valid.'
	token=$(jq --raw-output .token <<<"$answer")
}

# Newer releases create the platform in a second call; until then anybody else could sign up too.
make_platform() {
	local answer status
	[[ $(release_field ownerNeedsPlatform) == true ]] || return 0
	[[ $(database_query 'select count(*) from platform') == 0 ]] || return 0
	post /api/v1/platforms "$token" < <(jq '{name: (.firstName + "'\''s platform")}' "$owner_input")
	[[ $status == 20? ]] || fail OWNER_REFUSED "The application could not create the owner's platform ($status)." 'See: wasperctl logs app'
}
