# shellcheck shell=bash
# owner: the first account, made past nginx before strangers can reach sign-up.

owner_input=$run_folder/owner.json

# The laptop's JSON waits in memory, root-only, for the transient unit.
keep_owner_input() {
	(
		umask 077
		cat >"$owner_input.new"
	)
	mv "$owner_input.new" "$owner_input"
}

# Runs SQL inside the database's container; prints bare rows.
database_query() {
	docker exec -i wasper-postgres psql --username wasper --dbname wasper --quiet --tuples-only --no-align <<<"$1" 2>/dev/null
}

# Prints the number of platforms and the first account's address: `1|a@example.com`; nothing when nobody answers.
# The application's own flag is true a call too early: an account without a platform lets strangers in.
owner_facts() {
	database_query 'select (select count(*) from platform), (select email from user_identity order by created limit 1)'
}

owner_exists() {
	[[ $(owner_facts) =~ ^[1-9] ]]
}

inspect_owner() {
	local facts
	has_program docker || report absent 'Docker is not installed'
	[[ $(container_state app) == running/healthy ]] || report unknown 'the application is not running' 'Only the running application knows its owner.'
	facts=$(owner_facts)
	[[ -n $facts ]] || report unknown 'the database does not answer' 'Who the owner is stands in the database, which does not answer.'
	[[ $facts == [1-9]* ]] || ! sign_up_is_open || report broken 'no account yet, sign-up open' 'There is no owner, and whoever signs up first becomes it.'
	[[ $facts == [1-9]* ]] || report absent 'no account yet, sign-up closed to the world'
	sign_up_is_open || report drifted "${facts#*|}" 'The owner exists, but nginx still refuses sign-up by invitation.'
	report ok "${facts#*|}"
}

# Called before anything is inspected: an owner is never replaced, nor is somebody else's taken for ours.
refuse_other_owner() {
	local facts kept wanted
	facts=$(owner_facts) || return 0
	[[ $facts == [1-9]* && -s $owner_input ]] || return 0
	kept=${facts#*|}
	wanted=$(jq --raw-output '.email // empty' "$owner_input" 2>/dev/null) || return 0
	[[ -z $wanted || ${wanted,,} == "${kept,,}" ]] || fail OWNER_EXISTS "Wasper already has an owner: $kept." "Sign in as $kept and invite $wanted there."
}

apply_owner() {
	[[ $(container_state app) == running/healthy ]] || fail APP_NOT_HEALTHY 'The application is not running; only it can make accounts.' 'Run: wasperctl apply stack'
	if ! owner_exists; then
		jq --exit-status '.email and .firstName and .lastName and .password' "$owner_input" >/dev/null 2>&1 ||
			fail OWNER_INPUT 'The e-mail address, name and password of the owner did not arrive.' 'Run the wizard again; it sends them.'
		make_account
		make_platform
		owner_exists || fail OWNER_FAILED 'The application took the account, but does not know an owner.' 'See: wasperctl logs app'
		changed "made the account of the owner, $(jq --raw-output .email "$owner_input")"
	fi
	open_sign_up
}

# POSTs standard input as JSON: post PATH [TOKEN]. Fills `answer` and `status`; nothing secret is in any argument.
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

# Leaves the token of the new account in `token`; an account that an interrupted run left behind signs in.
make_account() {
	local answer status
	post /api/v1/authentication/sign-up < <(jq '{email, password, firstName, lastName, trackEvents: false, newsLetter: false}' "$owner_input")
	if [[ $status != 200 ]]; then
		say "Sign-up was answered with $status; trying to sign in."
		post /api/v1/authentication/sign-in < <(jq '{email, password}' "$owner_input")
	fi
	[[ $status == 200 ]] || fail OWNER_REFUSED "The application refused the owner's account ($status $(jq --raw-output '.code // .message // empty' <<<"$answer" 2>/dev/null))." 'The password needs 8 to 64 characters; the address must be a real one.'
	token=$(jq --raw-output .token <<<"$answer")
}

# Newer releases make the platform in a second call; until then anybody else could sign up too.
make_platform() {
	local answer status
	[[ $(release_field ownerNeedsPlatform) == true ]] || return 0
	[[ $(database_query 'select count(*) from platform') == 0 ]] || return 0
	post /api/v1/platforms "$token" < <(jq '{name: (.firstName + "'\''s platform")}' "$owner_input")
	[[ $status == 20? ]] || fail OWNER_REFUSED "The application refused to make the owner's platform ($status)." 'See: wasperctl logs app'
}
