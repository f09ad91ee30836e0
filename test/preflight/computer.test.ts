import {mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {rehearse} from './support.ts';

const day = 86_400_000;

/** Azure's answer to a stranger, with another time. */
function azureClock(date: Date) {
	const body = {error: {code: 'AuthenticationFailed', message: "Authentication failed. The 'Authorization' header is missing."}};
	return {operation: 'azure GET unknown', times: 'always', answer: {status: 401, headers: {date: date.toUTCString()}, body}};
}

for (const [what, minutes, state, evidence] of [
	['that is an hour behind', 60, 'failed', /^60 min behind Azure$/],
	['that is ten minutes ahead', -10, 'failed', /^10 min ahead of Azure$/],
	['that is three minutes ahead', -3, 'passed', /^\d+ (?:min|s) ahead of Azure$/],
] as const) {
	test.serial(`a clock ${what} ${state === 'failed' ? 'is found before the first change' : 'is no reason to stop'}`, async t => {
		const {ask} = await rehearse(t, {faults: [azureClock(new Date(Date.now() + minutes * 60_000))]});
		const {'computer.clock': check} = await ask();
		t.is(check?.state, state);
		t.regex(check?.evidence ?? '', evidence);
	});
}

test.serial('an SSH rule that would shut this computer out is found, with the one that would not', async t => {
	const {ask} = await rehearse(t, {choices: {sshFrom: '203.0.113.0/24'}});
	const {'computer.address': check} = await ask();
	t.is(check?.state, 'failed');
	t.regex(check?.fix ?? '', /--ssh-from 198\.51\.100\.7\/32/);
});

for (const sshFrom of ['*', '198.51.100.0/24', '198.51.100.7/32']) {
	test.serial(`SSH from ${sshFrom} lets this computer in`, async t => {
		const {ask} = await rehearse(t, {choices: {sshFrom}});
		t.is((await ask())['computer.address']?.state, 'passed');
	});
}

test.serial('a network that takes SSH connections and drops them is found', async t => {
	const {ask} = await rehearse(t, {faults: [{operation: 'ssh probe', times: 'always', drop: true}]});
	const {'computer.port22': check} = await ask();
	t.like(check, {state: 'failed', severity: 'must', overridable: true});
	t.regex(check?.cause ?? '', /blocks outbound SSH/);
});

test.serial('five certificates within a week are reported with the time of the next; older ones do not count', async t => {
	const {ask, operator} = await rehearse(t);
	const folder = path.join(operator, 'wasper.example.com');
	await mkdir(folder, {recursive: true});
	const note = async (days: number[]) =>
		writeFile(path.join(folder, 'certificates.txt'), days.map(ago => `${new Date(Date.now() - ago * day).toISOString()}\n`).join(''));
	await note([30, 8, 6, 5, 4, 3]);
	t.like((await ask())['acme.limits'], {
		state: 'passed',
		evidence: "4 of 5 certificates in seven days from this computer; others' are not counted",
	});
	await note([30, 6, 5, 4, 3, 1]);
	const {'acme.limits': check} = await ask();
	t.is(check?.state, 'failed');
	const free = new Date(Date.now() + day).toISOString().slice(0, 10);
	t.true(check?.cause?.includes(`on ${free}`), check?.cause);
});
