import {mock} from 'node:test';
import test from 'ava';
import {converse} from '../../../source/azure/client/conversation.ts';
import {Deadlines} from '../../../source/azure/client/deadline.ts';
import {Renewal} from '../../../source/azure/account/renewal.ts';

const ended = Object.assign(new Error("Please run 'az login'"), {name: 'CredentialUnavailableError'});

test.serial('a time limit pauses while a question is open, and resumes where it was', t => {
	mock.timers.enable({apis: ['setTimeout', 'Date']});
	t.teardown(() => mock.timers.reset());
	const deadlines = new Deadlines();
	const deadline = deadlines.start(10);
	mock.timers.tick(6000);
	const resume = deadlines.pause();
	const begunMeanwhile = deadlines.start(1);
	mock.timers.tick(60_000);
	t.is(deadline.secondsLeft, 4);
	t.false(deadline.signal.aborted || begunMeanwhile.signal.aborted);
	resume();
	mock.timers.tick(3999);
	t.false(deadline.signal.aborted);
	mock.timers.tick(1);
	t.true(deadline.signal.aborted);
});

test('clocks stand still from the question to the new sign-in, and run again whatever comes of it', async t => {
	for (const outcome of ['works', 'fails']) {
		const seen: string[] = [];
		const deadlines = Object.assign(new Deadlines(), {
			pause() {
				seen.push('pause');
				return () => seen.push('run');
			},
		});
		const answers = ['device-code', 'stop'];
		const renewal = new Renewal({
			methods: () => ['device-code'],
			async signIn() {
				seen.push('sign in');
				if (outcome === 'fails') {
					throw ended;
				}
			},
		});
		const ask = async () => {
			seen.push('ask');
			return answers.shift() ?? 'stop';
		};

		const call = {signal: new AbortController().signal, say() {}, retrying() {}, ask};
		// oxlint-disable-next-line no-await-in-loop -- one case after the other
		const renewed = await converse({call, deadlines}, async () => renewal.renew(ended, renewal.generation));
		t.is(renewed, outcome === 'works');
		t.deepEqual(seen, outcome === 'works' ? ['pause', 'ask', 'sign in', 'run'] : ['pause', 'ask', 'sign in', 'ask', 'run']);
	}
});

test('nobody is asked to sign in again because the network is down', async t => {
	const renewal = new Renewal({methods: () => ['device-code'], signIn: async () => t.fail()});
	const call = {signal: new AbortController().signal, say() {}, retrying() {}, ask: async () => t.fail()};
	const down = Object.assign(new Error('getaddrinfo ENOTFOUND login.microsoftonline.com'), {name: 'CredentialUnavailableError'});
	t.false(await converse({call, deadlines: new Deadlines()}, async () => renewal.renew(down, 0)));
});
