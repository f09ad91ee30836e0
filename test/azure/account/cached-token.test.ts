import test from 'ava';
import {CachedToken, type TokenSource} from '../../../source/azure/account/cached-token.ts';

const scope = 'https://management.azure.com/.default';
const lasting = (minutes: number, token = 'token') => ({token, expiresOnTimestamp: Date.now() + minutes * 60_000});

function keep(source: Partial<TokenSource>): CachedToken {
	return new CachedToken({fetch: async () => lasting(60), renew: async () => false, generation: 0, ...source});
}

test('requests side by side share one token, and the next ones too', async t => {
	let fetched = 0;
	const kept = keep({
		async fetch() {
			fetched += 1;
			return lasting(60);
		},
	});
	await Promise.all([1, 2, 3].map(async () => kept.getToken(scope)));
	await kept.getToken(scope);
	t.is(fetched, 1);
});

test('a token that is about to end is used on while a new one is not to be had', async t => {
	const answers = [lasting(1, 'old')];
	const kept = keep({
		async fetch() {
			const answer = answers.shift();
			if (!answer) {
				throw new Error('not now');
			}

			return answer;
		},
	});
	t.is((await kept.getToken(scope)).token, 'old');
	t.is((await kept.getToken(scope)).token, 'old');
});

test('a token that Azure refused is not used again', async t => {
	const fresh: boolean[] = [];
	const kept = keep({
		async fetch(options) {
			fresh.push(options.fresh);
			return lasting(60, `token ${fresh.length}`);
		},
	});
	const {token} = await kept.getToken(scope);
	kept.refuse('some other token');
	t.is((await kept.getToken(scope)).token, token);
	kept.refuse(token);
	t.is((await kept.getToken(scope)).token, 'token 2');
	t.deepEqual(fresh, [false, true]);
});

test('claims that the Azure CLI cannot pass on are met by one new sign-in, and not asked for again and again', async t => {
	const wanted: Array<string | undefined> = [];
	let renewals = 0;
	const kept = keep({
		async fetch({claims}) {
			wanted.push(claims);
			if (claims) {
				throw new Error("This credential doesn't support claims challenges.");
			}

			return lasting(60);
		},
		async renew() {
			renewals += 1;
			return true;
		},
	});
	await kept.getToken(scope, {claims: '{"access_token":{}}'});
	t.deepEqual(wanted, ['{"access_token":{}}', undefined]);
	t.is(renewals, 1);
});
