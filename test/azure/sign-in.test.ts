import {chmod, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {delimiter, join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {audienceOf, isKnownAuthority} from '../../source/azure/clouds.ts';
import {AzureSignIn} from '../../source/azure/sign-in.ts';
import {ActionError} from '../../source/errors/kinds.ts';

const endpoints = {azure: 'https://management.azure.com', authority: 'https://login.microsoftonline.com'};
const principal = {AZURE_TENANT_ID: 'tenant', AZURE_CLIENT_ID: 'client', AZURE_CLIENT_SECRET: 'secret'};

/** A program `az` at the front of PATH, in place of the Azure CLI. */
async function pretendCli(t: ExecutionContext, script: string): Promise<void> {
	const folder = await mkdtemp(join(tmpdir(), 'wasper-az-'));
	await writeFile(join(folder, 'az'), `#!/bin/sh\n${script}\n`);
	await chmod(join(folder, 'az'), 0o755);
	const before = process.env['PATH'];
	process.env['PATH'] = `${folder}${delimiter}${before}`;
	t.teardown(async () => {
		process.env['PATH'] = before;
		await rm(folder, {recursive: true});
	});
}

const session = `echo '{"accessToken": "from-cli", "expires_on": ${Math.floor(Date.now() / 1000) + 3600}, "tokenType": "Bearer"}'`;
const noSession = `echo "ERROR: Please run 'az login' to setup account." >&2; exit 1`;

test.serial('methods that can work come best first', async t => {
	await pretendCli(t, session);
	t.deepEqual(await new AzureSignIn({endpoints, environment: {...principal, DISPLAY: ':0'}}).methods(), [
		'environment',
		'azure-cli',
		'browser',
		'device-code',
	]);
});

test.serial('without a session, a service principal and a screen, the device code is left', async t => {
	await pretendCli(t, noSession);
	t.deepEqual(await new AzureSignIn({endpoints, environment: {SSH_CONNECTION: '1', DISPLAY: ':0'}}).methods(), ['device-code']);
	const {AZURE_CLIENT_SECRET: _, ...half} = principal;
	t.deepEqual(await new AzureSignIn({endpoints, environment: {...half, SSH_CONNECTION: '1'}}).methods(), ['device-code']);
});

test.serial('a session of the Azure CLI signs in', async t => {
	await pretendCli(t, session);
	const signIn = new AzureSignIn({endpoints, environment: {}});
	await signIn.signIn('azure-cli', {});
	const token = await signIn.credential('other-tenant').getToken('https://management.azure.com/.default');
	t.is(token?.token, 'from-cli');
	t.true(signIn.reachesOtherTenants);
});

test.serial('each tenant is asked for by name, once', async t => {
	await pretendCli(t, `echo "{\\"accessToken\\": \\"$*\\", \\"expires_on\\": ${Math.floor(Date.now() / 1000) + 3600}}"`);
	const signIn = new AzureSignIn({endpoints, environment: {}});
	await signIn.signIn('azure-cli', {});
	const token = await signIn.credential('11111111-1111-1111-1111-111111111111').getToken('https://management.azure.com/.default');
	t.regex(token?.token ?? '', /--tenant 11111111-1111-1111-1111-111111111111/);
	t.is(signIn.credential('a'), signIn.credential('a'));
	t.not(signIn.credential('a'), signIn.credential('b'));
});

test.serial('an Azure CLI without a session says: az login', async t => {
	await pretendCli(t, noSession);
	const error = await t.throwsAsync(new AzureSignIn({endpoints, environment: {}}).signIn('azure-cli', {}), {instanceOf: ActionError});
	t.regex(error.explanation.next ?? '', /az login/);
});

test('sovereign clouds have their own audience; stand-ins speak as the public cloud and are not looked up', t => {
	t.is(audienceOf('https://management.chinacloudapi.cn/'), 'https://management.chinacloudapi.cn');
	t.is(audienceOf('https://127.0.0.1:4433'), 'https://management.azure.com');
	t.true(isKnownAuthority('https://login.microsoftonline.com/'));
	t.false(isKnownAuthority('https://127.0.0.1:4433'));
});
