import {type Case, signIn} from '../case.ts';

/** What Microsoft's sign-in says. */
export const signInCases: Case[] = [
	signIn(
		7_000_215,
		'invalid_client',
		'Invalid client secret provided. Ensure the secret being sent in the request is the client secret value.',
		401,
	),
	signIn(7_000_222, 'invalid_client', "The provided client secret keys for app 'x' are expired.", 401),
	signIn(700_016, 'unauthorized_client', "Application with identifier 'x' was not found in the directory 'Example'."),
	signIn(7_000_112, 'unauthorized_client', "Application 'x' is disabled."),
	signIn(90_002, 'invalid_request', "Tenant 'example.invalid' not found."),
	signIn(50_020, 'invalid_grant', "User account 'ada@example.com' does not exist in tenant 'Example' and cannot access the application."),
	signIn(50_126, 'invalid_grant', 'Error validating credentials due to invalid username or password.'),
	signIn(53_003, 'invalid_grant', 'Access has been blocked by Conditional Access policies.'),
	signIn(
		50_076,
		'interaction_required',
		'Due to a configuration change made by your administrator, you must use multi-factor authentication.',
	),
	signIn(65_001, 'invalid_grant', 'The user or administrator has not consented to use the application.'),
	signIn(70_020, 'expired_token', 'The provided value for the input parameter device_code is not valid. This device code has expired.'),
	signIn(700_082, 'invalid_grant', 'The refresh token has expired due to inactivity.'),
	signIn(90_033, 'temporarily_unavailable', 'A transient error has occurred. Please try again.'),
	signIn(99_999, 'invalid_grant', 'Something that nobody has seen yet.'),
];
