import test from 'ava';
import type {SessionFacts} from '../../source/azure/account/session.ts';
import {checkLifetime} from '../../source/preflight/azure/lifetime.ts';

const now = new Date('2026-11-21T12:00:00Z');
const session = (method: SessionFacts['method'], minutes: number): SessionFacts => ({
	method,
	name: 'ada@example.com',
	endsAt: new Date(now.getTime() + minutes * 60_000),
});
const check = (facts: SessionFacts, asks = true) => checkLifetime(facts, {seconds: 420, asks}, now);

test('a token that outlives the run is fine, and says how long it is good for', t => {
	t.like(check(session('azure-cli', 50)), {
		state: 'passed',
		evidence: 'token valid for 50 min, the run takes about 7; signed in as ada@example.com',
	});
});

test('a token of the Azure CLI that expires during the run is reported: a note where somebody can sign in again, a warning where nobody can', t => {
	t.like(check(session('azure-cli', 5)), {state: 'failed', severity: 'note'});
	const alone = check(session('azure-cli', 5), false);
	t.like(alone, {state: 'failed', severity: 'should'});
	t.regex(alone.cause ?? '', /the run stops, and goes on when it is started again/);
	t.regex(alone.fix ?? '', /az login/);
});

test('a service principal and a session in memory renew their tokens themselves', t => {
	for (const method of ['environment', 'browser', 'device-code'] as const) {
		const {state, evidence} = check(session(method, 1), false);
		t.is(state, 'passed');
		t.regex(evidence, /renewed by/);
	}
});
