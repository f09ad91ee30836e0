import test from 'ava';
import type {Answers, Given} from '../../source/answers/answers.ts';
import {complete, validateGiven} from '../../source/answers/complete.ts';
import type {AnswerSource} from '../../source/answers/answer-source.ts';
import {Secret} from '../../source/deployment/secret.ts';
import {ActionError, ExternalError, UsageError} from '../../source/errors/kinds.ts';
import {goodToken, keys, worldDouble} from './source-double.ts';

const enough: Answers = {domain: 'wasper.example.com', ownerEmail: 'ada@example.com', cloudflareToken: new Secret(goodToken)};

function run(answers: Answers, changes: Partial<AnswerSource> = {}, calls: string[] = []) {
	const given: Given = {answers, origins: Object.fromEntries(Object.keys(answers).map(key => [key, `--${key}`]))};
	return complete({given, openSource: async () => worldDouble(changes, calls)});
}

async function problemsOf(running: Promise<unknown>): Promise<string[]> {
	try {
		await running;
	} catch (error) {
		if (error instanceof UsageError) {
			return error.explanation.evidence ?? [error.explanation.cause];
		}
		throw error;
	}
	return [];
}

test('three answers are enough: everything else has a default or is looked up', async t => {
	const calls: string[] = [];
	const choices = await run(enough, {}, calls);
	t.like(choices, {
		target: 'azure',
		region: 'eastus',
		size: 'Standard_D2as_v5',
		ubuntu: '24.04',
		release: 'recommended',
		resourceGroup: 'wasper-rg',
		domain: 'wasper.example.com',
		sshFrom: '198.51.100.7/32',
		certificateContact: 'ada@example.com',
		budget: 150,
	});
	t.is(choices.zone.name, 'example.com');
	t.is(choices.subscription.name, 'Pay as you go');
	t.is(choices.sshKey.privateKeyPath, '/home/ada/.ssh/id_ed25519');
	t.like(choices.owner, {email: 'ada@example.com', firstName: 'Wasper', lastName: 'Owner', generated: true});
	t.is(choices.owner.password.reveal().length, 24);
	t.true(calls.includes('signIn azure-cli'));
	t.false(calls.some(call => call.startsWith('createSshKey')));
});

test("a rerun takes the deployment's own key, also when a newer one is on this computer", async t => {
	const own = keys[0]!;
	const newer = {path: '/home/ada/.ssh/newer', publicKey: 'ssh-ed25519 AAAAnewer ada', kind: 'ed25519'};
	const choices = await run(enough, {
		sshKeys: async () => [newer, own],
		findSshKey: async path => [newer, own].find(key => key.path === path),
		deployments: async () => [
			{
				group: 'wasper-rg',
				region: 'eastus',
				domain: 'wasper.example.com',
				machine: {size: 'Standard_D2as_v5', authorizedKeys: [own.publicKey]},
			},
		],
	});
	t.is(choices.sshKey.privateKeyPath, own.path);
});

test('without a key on this computer one is created', async t => {
	const calls: string[] = [];
	const choices = await run(enough, {sshKeys: async () => []}, calls);
	t.regex(choices.sshKey.privateKeyPath, /\.ssh\/wasper_ed25519$/);
	t.is(calls.filter(call => call.startsWith('createSshKey')).length, 1);
});

test('every missing and every wrong answer is reported at once, with the ways to give it', async t => {
	const problems = await problemsOf(
		run({region: 'mars', budget: 'lots', sshFrom: '10.0.0.1', ubuntu: '20.04', certificateContact: 'nobody'}),
	);
	t.is(problems.length, 8, problems.join('\n'));
	for (const words of [
		/^--region: “mars” is not a valid region/,
		/^Cloudflare token is missing: use --cloudflare-token-file FILE, CLOUDFLARE_API_TOKEN, “cloudflareToken” in the answers file/,
		/^Domain is missing: use --domain NAME, WASPER_DOMAIN, “domain” in the answers file\.$/,
		/^Owner e-mail is missing: use --owner-email EMAIL, WASPER_OWNER_EMAIL/,
		/^--sshFrom: 10\.0\.0\.1 is a private address/,
		/^--budget: “lots” is not an amount/,
		/^--ubuntu: “20\.04” is not one of/,
		/^--certificateContact: “nobody” is not an e-mail/,
	]) {
		t.true(
			problems.some(problem => words.test(problem)),
			`${words.source}\n${problems.join('\n')}`,
		);
	}
});

test('a domain is checked even while the token is missing', async t => {
	const problems = await problemsOf(run({domain: 'https://co.uk/', ownerEmail: 'ada@example.com'}));
	t.is(problems.length, 2);
	t.true(problems.some(problem => problem.startsWith('--domain:')));
});

test('a size that is not available is refused with a better one', async t => {
	const [problem] = await problemsOf(run({...enough, size: 'D8as_v5'}));
	t.regex(problem ?? '', /--size: Standard_D8as_v5 is not available in eastus.*Did you mean Standard_D2as_v5\?/);
});

test('several subscriptions: with nobody to ask, none is guessed; a disabled one does not count', async t => {
	const disabled = {id: 'x', name: 'Off', tenantId: 't', state: 'Disabled'};
	const usable = {id: 'y', name: 'On', tenantId: 't', state: 'Enabled'};
	const second = {...usable, id: 'z', name: 'Second'};
	t.is((await run(enough, {subscriptions: async () => [disabled, usable]})).subscription.id, 'y');
	const [off] = await problemsOf(run({...enough, subscription: 'x'}, {subscriptions: async () => [disabled, usable]}));
	t.regex(off ?? '', /Off is Disabled/);
	const [several] = await problemsOf(run(enough, {subscriptions: async () => [disabled, usable, second]}));
	t.regex(several ?? '', /--subscription ID with one of On \(y\), Second \(z\)/);
});

test('to remove something, a disabled subscription counts where it is named or there is no other', async t => {
	const disabled = {id: 'x', name: 'Off', tenantId: 't', state: 'Disabled'};
	const usable = {id: 'y', name: 'On', tenantId: 't', state: 'Enabled'};
	const chosen = async (subscriptions: Array<typeof usable>, answers = {}) => {
		const given = {answers: {target: 'azure', signIn: 'azure-cli', ...answers}, origins: {}};
		const source = worldDouble({subscriptions: async () => subscriptions});
		const {answered} = await validateGiven(['target', 'signIn', 'subscription'], {
			given,
			openSource: async () => source,
			purpose: 'remove',
		});
		return answered.subscription?.id;
	};
	t.is(await chosen([disabled]), 'x');
	t.is(await chosen([disabled, usable]), 'y');
	t.is(await chosen([disabled, usable], {subscription: 'Off'}), 'x');
});

test('nobody can be asked: a sign-in that needs a browser is not tried', async t => {
	const calls: string[] = [];
	const [problem] = await problemsOf(run(enough, {signInMethods: async () => ['browser', 'device-code']}, calls));
	t.regex(problem ?? '', /az login/);
	t.false(calls.some(call => call.startsWith('signIn ')));
});

test("a refused token alone is reported in Cloudflare's words", async t => {
	await t.throwsAsync(run({...enough, cloudflareToken: new Secret('refused-token')}), {
		instanceOf: ActionError,
		message: /refuses this token/,
	});
});

test('a refused token among other problems is one of them', async t => {
	const problems = await problemsOf(run({cloudflareToken: new Secret('refused-token'), domain: 'wasper.example.com', budget: 'lots'}));
	t.true(problems.some(problem => /refuses this token/.test(problem)));
	t.true(problems.some(problem => /Owner e-mail is missing/.test(problem)));
	t.true(problems.some(problem => /budget/.test(problem)));
});

test('a service that does not answer is reported as such, not as a usage problem', async t => {
	const down = async () => {
		throw new ExternalError({code: 'azure.unreachable', cause: 'Azure did not answer.'});
	};
	await t.throwsAsync(run(enough, {subscriptions: down}), {instanceOf: ExternalError, message: /did not answer/});
});

test('a rehearsal uses its own token and never the real one', async t => {
	const seen: string[] = [];
	const source = worldDouble({
		brings: {cloudflareToken: new Secret(goodToken)},
		signInMethods: async () => ['environment'],
		async zones(token) {
			seen.push(token.reveal());
			return worldDouble().zones(new Secret(goodToken));
		},
	});
	const given: Given = {answers: {...enough, target: 'sandbox', cloudflareToken: new Secret('real-token')}, origins: {}};
	const choices = await complete({given, openSource: async () => source});
	t.is(choices.target, 'sandbox');
	t.deepEqual(seen, [goodToken]);
});

test('a secret never appears in a problem', async t => {
	const problems = await problemsOf(run({...enough, ownerPassword: new Secret('hunter2')}));
	t.is(problems.length, 1);
	t.notRegex(problems.join(), /hunter2/);
});
