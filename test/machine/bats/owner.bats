bats_require_minimum_version 1.5.0

setup() {
	load load
	load_wasperctl
	settings '{}'
	unknown_pauses=(0 0)
	jq --null-input '{email: "a@example.com", password: "secret", firstName: "A", lastName: "B"}' >"$owner_input"
}

# What the application returns, one status a request.
answers() {
	printf '%s\n' "$@" >"$BATS_TEST_TMPDIR/answers"
	curl() {
		cat >/dev/null
		printf '{"token":"t"}\n%s' "$(head -n 1 "$BATS_TEST_TMPDIR/answers")"
		sed -i 1d "$BATS_TEST_TMPDIR/answers"
	}
}

@test "an application that is busy for a moment is asked for the account again" {
	answers 503 000 200
	make_account
	[ "$token" = t ]
}

@test "an application that stays busy is said to be busy, and nothing is claimed of the account" {
	answers 503 503 503
	run -1 make_account
	[[ $output == *'did not answer (503)'* ]]
	[[ $output != *rejected* ]]
}

@test "an account that an interrupted run left behind signs in" {
	answers 403 200
	make_account
	[ "$token" = t ]
}

@test "an account that the application rejects is refused with its reason" {
	answers 400 401
	run -1 make_account
	[[ $output == *'rejected'*'(401'* ]]
}
