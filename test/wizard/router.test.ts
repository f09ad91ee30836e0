import test from 'ava';
import type {Answered} from '../../source/answers/answers.ts';
import {questionKeys, questions, type QuestionKey} from '../../source/answers/questions.ts';
import {partOf, progress, route as routeTo} from '../../source/wizard/router.ts';
import {draftText, mayAnswerItself, reduce, startSession, type Session} from '../../source/wizard/session.ts';
import {Secret} from '../../source/deployment/secret.ts';
import {zones} from '../answers/source-double.ts';

const values: Answered = {
	target: 'azure',
	signIn: 'azure-cli',
	subscription: {id: 's1', name: 'Pay as you go', tenantId: 't', state: 'Enabled'},
	region: {name: 'eastus', title: 'East US', geography: 'US'},
	currency: 'USD',
	size: {
		name: 'Standard_D2as_v5',
		family: 'f',
		vCpus: 2,
		memoryGiB: 8,
		architecture: 'x64',
		diskControllers: ['SCSI'],
		trustedLaunch: true,
		burstable: false,
	},
	cloudflareToken: {token: new Secret('token'), zones},
	domain: {name: 'wasper.example.com', zone: zones[0]!},
	sshFrom: '198.51.100.7/32',
	sshKey: {path: '/keys/id', publicKey: 'ssh-ed25519 AAAA'},
	ownerEmail: 'ada@example.com',
	ownerName: 'Ada Lovelace',
	ownerPassword: {password: new Secret('correct horse'), generated: false},
	certificateContact: 'ada@example.com',
	budget: 150,
	osDisk: 'premium-ssd',
	ubuntu: '24.04',
	release: 'recommended',
	resourceGroup: 'wasper-rg',
};

const route = (session: Session) => routeTo(session).screen;

function answer(session: Session, key: QuestionKey, by: 'operator' | 'itself' = 'operator', draft?: string): Session {
	return reduce(session, {type: 'answer', key, answered: {[key]: values[key]}, by, ...(draft !== undefined && {draft})});
}

/** Nothing stands in the subscription, or a new deployment is wanted beside it. */
const decide = (session: Session, by: 'operator' | 'itself' = 'itself') => reduce(session, {type: 'adopt', answers: {}, by});

const complete = (session = decide(startSession())) =>
	questionKeys.reduce((current, key) => answer(current, key, questions[key].asked ? 'operator' : 'itself'), session);

test('the screens come in the order of the questions, then the review', t => {
	let session = startSession();
	const seen: string[] = [];
	for (;;) {
		const screen = route(session);
		seen.push(screen);
		if (screen === 'review') {
			break;
		}
		session = screen === 'existing' ? decide(session) : answer(session, screen);
	}
	t.deepEqual(seen, [...questionKeys.slice(0, 3), 'existing', ...questionKeys.slice(3), 'review']);
});

test('back leads to the question before, with what was typed', t => {
	let session = answer(startSession(), 'target', 'operator', 'azure');
	session = answer(session, 'signIn', 'operator', 'browser');
	session = reduce(session, {type: 'draft', key: 'subscription', text: 's2'});
	session = reduce(session, {type: 'back'});
	t.is(route(session), 'signIn');
	t.is(draftText(session, 'signIn'), 'browser');
	session = answer(session, 'signIn');
	t.is(draftText(session, 'subscription'), 's2');
});

test('back passes over answers that nobody was asked for', t => {
	let session = answer(startSession(), 'target');
	session = answer(session, 'signIn', 'itself');
	session = answer(decide(answer(session, 'subscription', 'itself')), 'currency', 'itself');
	t.is(route(session), 'region');
	session = reduce(session, {type: 'back'});
	t.is(route(session), 'target');
});

test('back on the first screen stays there', t => {
	t.deepEqual(reduce(startSession(), {type: 'back'}), startSession());
});

test('changing an answer from the review asks again only for what depends on it', t => {
	let session = reduce(complete(), {type: 'edit', key: 'region'});
	t.is(route(session), 'region');
	t.is(draftText(session, 'region'), 'eastus');
	session = answer(session, 'region');
	t.is(route(session), 'size');
	session = answer(session, 'size');
	t.is(route(session), 'review');
});

test('changing an answer that nothing depends on leads straight back to the review', t => {
	let session = reduce(complete(), {type: 'edit', key: 'ownerName'});
	session = answer(session, 'ownerName');
	t.is(route(session), 'review');
});

test('back from a change that was begun in the review returns to it with the old answer', t => {
	const before = complete();
	const session = reduce(reduce(before, {type: 'edit', key: 'region'}), {type: 'back'});
	t.is(route(session), 'review');
	t.deepEqual(session.answered, before.answered);
});

test('a question answers itself only until the operator has seen it', t => {
	const session = startSession();
	t.true(mayAnswerItself(session, 'region'));
	t.false(mayAnswerItself(reduce(session, {type: 'refuse', key: 'region', problem: 'no'}), 'region'));
	t.false(mayAnswerItself(reduce(session, {type: 'draft', key: 'region', text: 'e'}), 'region'));
	t.false(mayAnswerItself(reduce(complete(), {type: 'edit', key: 'ubuntu'}), 'ubuntu'));
});

test('a session shows no secret, even one that was only typed', t => {
	const session = reduce(complete(), {type: 'draft', key: 'cloudflareToken', text: 'typed-token'});
	t.notRegex(JSON.stringify(session), /typed-token|correct horse|"token":"token"/);
});

test('the step counts what is asked, and the review is the last', t => {
	const session = {...startSession(), unasked: new Set<QuestionKey>(['subscription', 'ubuntu', 'resourceGroup'])};
	t.deepEqual(progress('target', session), {step: 1, of: 15});
	t.deepEqual(progress('region', session), {step: 3, of: 15});
	t.deepEqual(progress('review', session), {step: 15, of: 15});
});

test('every screen belongs to a part of the deployment', t => {
	for (const key of questionKeys) {
		t.truthy(partOf(key));
	}
});

test('questions that flags have answered are not counted, from the first screen on; one that was answered wrong is', t => {
	const {of} = progress('target', startSession());
	const session = startSession(questionKeys, new Set(), {domain: 'wasper', ownerEmail: 'ada@example.com'});
	t.is(progress('target', session).of, of - 2);
	t.is(progress('domain', session).of, of - 1);
	const corrected = reduce(session, {type: 'answer', key: 'domain', by: 'operator', answered: {}});
	t.is(progress('target', corrected).of, of - 1);
});
