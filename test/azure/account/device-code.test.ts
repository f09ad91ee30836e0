import test, {type ExecutionContext} from 'ava';
import type {DeviceCode} from '../../../source/deployment/account.ts';
import {DeviceCodeWatch} from '../../../source/azure/account/device-code.ts';
import {ActionError, type OperatorError} from '../../../source/errors/kinds.ts';
import {createHttpHeaders, createPipelineRequest} from '@azure/core-rest-pipeline';
import {startWorld} from '../wire-backend.ts';

/** Signs in by code while the sign-in service answers the second question about it with `refusal`. */
async function signInMeeting(t: ExecutionContext, refusal: string): Promise<OperatorError | undefined> {
	const {account} = await startWorld(t, {faults: [{operation: 'identity POST token', nth: 2, signIn: refusal}]});
	return account({})
		.signIn.signIn('device-code', {})
		.then(
			() => undefined,
			(error: OperatorError) => error,
		);
}

test('a code that is declined, or that has expired, is reported as that, with what to do', async t => {
	const declined = await signInMeeting(t, 'authorization_declined');
	t.true(declined instanceof ActionError);
	t.is(declined?.explanation.cause, 'The device code sign-in was declined.');
	const late = await signInMeeting(t, 'expired_token');
	t.regex(late?.explanation.cause ?? '', /expired before it was entered/);
	t.regex(late?.explanation.next ?? '', /new code/);
});

test('a sign-in by code that a rule of the organisation blocks names another way', async t => {
	const blocked = await signInMeeting(t, '53003');
	t.regex(blocked?.explanation.cause ?? '', /Conditional Access policy of your organization/);
	t.regex(blocked?.explanation.next ?? '', /browser/);
});

test('the code is good for as long as the service says, and it counts down from there', async t => {
	const body = {device_code: 'd', user_code: 'u', verification_uri: 'https://127.0.0.1/device', expires_in: 60, interval: 1};
	const {account} = await startWorld(t, {
		faults: [
			{operation: 'identity POST devicecode', answer: {status: 200, body}},
			{operation: 'identity POST token', signIn: 'expired_token'},
		],
	});
	const codes: DeviceCode[] = [];
	await t.throwsAsync(account({}).signIn.signIn('device-code', {onDeviceCode: code => codes.push(code)}));
	const seconds = ((codes[0]?.expiresAt.getTime() ?? 0) - Date.now()) / 1000;
	t.true(seconds > 0 && seconds <= 60);
});

test('a service that is asked too often is asked less often, and the sign-in goes on', async t => {
	const watch = new DeviceCodeWatch({slowDownSeconds: 0.01});
	const answer = async (error: string) => {
		const request = createPipelineRequest({url: 'https://127.0.0.1/t/oauth2/v2.0/token', method: 'POST', body: 'grant_type=device_code'});
		const bodyAsText = JSON.stringify({error});
		const response = await watch.policy.sendRequest(request, async () => ({
			request,
			status: 400,
			headers: createHttpHeaders(),
			bodyAsText,
		}));
		return (JSON.parse(response.bodyAsText ?? '') as {error: string}).error;
	};

	t.is(await answer('slow_down'), 'authorization_pending', 'the SDK knows no slow_down and would give up');
	t.is(await answer('slow_down'), 'authorization_pending');
	t.is(watch.slowerBySeconds, 0.02);
	t.is(await answer('authorization_declined'), 'authorization_declined');
});
