import test from 'ava';
import {audienceOf, isKnownAuthority} from '../../../source/azure/account/clouds.ts';
import {AzureSignIn} from '../../../source/azure/account/sign-in.ts';
import {ActionError} from '../../../source/errors/kinds.ts';
import {loggedOut, pretendAz, sessionEnded, tokenScript} from '../fake-az.ts';

const endpoints = {azure: 'https://management.azure.com', authority: 'https://login.microsoftonline.com'};
const principal = {AZURE_TENANT_ID: 'tenant', AZURE_CLIENT_ID: 'client', AZURE_CLIENT_SECRET: 'secret'};

const session = tokenScript();

test.serial('methods that can work come best first', async t => {
	await pretendAz(t, session);
	t.deepEqual(await new AzureSignIn({endpoints, environment: {...principal, DISPLAY: ':0'}}).methods(), [
		'environment',
		'azure-cli',
		'browser',
		'device-code',
	]);
});

test.serial('without a session, a service principal and a screen, the device code is left', async t => {
	await pretendAz(t, loggedOut);
	t.deepEqual(await new AzureSignIn({endpoints, environment: {SSH_CONNECTION: '1', DISPLAY: ':0'}}).methods(), ['device-code']);
	const {AZURE_CLIENT_SECRET: _, ...half} = principal;
	t.deepEqual(await new AzureSignIn({endpoints, environment: {...half, SSH_CONNECTION: '1'}}).methods(), ['device-code']);
});

test.serial('a session of the Azure CLI signs in', async t => {
	await pretendAz(t, session);
	const signIn = new AzureSignIn({endpoints, environment: {}});
	await signIn.signIn('azure-cli', {});
	const token = await signIn.credential('other-tenant').getToken('https://management.azure.com/.default');
	t.regex(token.token, /^from-cli/);
	t.true(signIn.reachesOtherTenants);
});

test.serial('each tenant is asked for by name, once', async t => {
	await pretendAz(t, `echo "{\\"accessToken\\": \\"$*\\", \\"expires_on\\": ${Math.floor(Date.now() / 1000) + 3600}}"`);
	const signIn = new AzureSignIn({endpoints, environment: {}});
	await signIn.signIn('azure-cli', {});
	const token = await signIn.credential('11111111-1111-1111-1111-111111111111').getToken('https://management.azure.com/.default');
	t.regex(token.token, /--tenant 11111111-1111-1111-1111-111111111111/);
	t.is(signIn.credential('a'), signIn.credential('a'));
	t.not(signIn.credential('a'), signIn.credential('b'));
});

test.serial(
	'the Azure CLI is asked once for all clients of the SDK, by the words that it documents, and no secret is among them',
	async t => {
		const az = await pretendAz(t, session);
		const signIn = new AzureSignIn({endpoints, environment: principal});
		await signIn.signIn('azure-cli', {});
		const scope = 'https://management.azure.com/.default';
		await Promise.all([1, 2, 3].map(async () => signIn.credential().getToken(scope)));
		await Promise.all([1, 2, 3].map(async () => signIn.credential('home').getToken(scope)));
		t.deepEqual(await az.calls(), ['account get-access-token --output json --resource https://management.azure.com --tenant tenant']);
		t.false((await az.calls()).some(call => call.includes('secret')));
	},
);

test.serial('an Azure CLI that warns on stderr while it answers is a session', async t => {
	await pretendAz(t, `echo "WARNING: You have 2 update(s) available." >&2; ${session}`);
	await t.notThrowsAsync(new AzureSignIn({endpoints, environment: {}}).signIn('azure-cli', {}));
});

test.serial('an Azure CLI of before 2.54, which tells the end of its token in local time, is a session', async t => {
	await pretendAz(t, `echo '{"accessToken": "old", "expiresOn": "2099-01-01 10:00:00.000000", "tokenType": "Bearer"}'`);
	await t.notThrowsAsync(new AzureSignIn({endpoints, environment: {}}).signIn('azure-cli', {}));
});

for (const [what, script, words] of [
	['whose session has ended', sessionEnded, /not signed in, or its session has expired/],
	['that writes garbage', 'echo "Traceback (most recent call last)"', /did not return an access token/],
	['that crashes', 'echo "ModuleNotFoundError: No module named azure" >&2; exit 1', /ModuleNotFoundError/],
	['that is not installed', 'echo "az: command not found" >&2; exit 127', /not installed on this computer/],
] as const) {
	test.serial(`an Azure CLI ${what} is no way to sign in, and says why when it is chosen`, async t => {
		await pretendAz(t, script);
		const signIn = new AzureSignIn({endpoints, environment: {SSH_CONNECTION: '1'}});
		t.deepEqual(await signIn.methods(), ['device-code']);
		const error = await t.throwsAsync(signIn.signIn('azure-cli', {}), {instanceOf: ActionError});
		t.regex(error.explanation.cause, words);
	});
}

test.serial('an Azure CLI that does not answer is given up after some seconds', async t => {
	await pretendAz(t, 'exec sleep 60');
	t.deepEqual(await new AzureSignIn({endpoints, environment: {SSH_CONNECTION: '1'}, probeSeconds: 0.2}).methods(), ['device-code']);
});

test.serial('an Azure CLI without a session says: az login', async t => {
	await pretendAz(t, loggedOut);
	const error = await t.throwsAsync(new AzureSignIn({endpoints, environment: {}}).signIn('azure-cli', {}), {instanceOf: ActionError});
	t.regex(error.explanation.next ?? '', /az login/);
});

test('sovereign clouds have their own audience; stand-ins speak as the public cloud and are not looked up', t => {
	t.is(audienceOf('https://management.chinacloudapi.cn/'), 'https://management.chinacloudapi.cn');
	t.is(audienceOf('https://127.0.0.1:4433'), 'https://management.azure.com');
	t.true(isKnownAuthority('https://login.microsoftonline.com/'));
	t.false(isKnownAuthority('https://127.0.0.1:4433'));
});
