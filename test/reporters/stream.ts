import type {RunEvent, StepInfo, Summary, UnstampedEvent} from '../../source/runner/events.ts';
import {typicalSeconds} from '../../source/runner/estimate.ts';
import type {Words} from '../../source/runner/events.ts';

type Plane = StepInfo['plane'];

const table: Array<[string, string, ...string[]]> = [
	['azure.providers', 'Resource providers'],
	['azure.group', 'Resource group', 'azure.providers'],
	['azure.network', 'Virtual network', 'azure.group'],
	['azure.firewall', 'Network firewall', 'azure.group'],
	['azure.address', 'Public address', 'azure.group'],
	['azure.interface', 'Network interface', 'azure.network', 'azure.firewall', 'azure.address'],
	['azure.disk', 'Data disk', 'azure.group'],
	['azure.machine', 'Virtual machine', 'azure.interface', 'azure.disk'],
	['host.ssh', 'SSH to the machine', 'azure.machine'],
	['host.base', 'Base packages', 'host.ssh'],
	['host.disk', 'Data disk mounted', 'host.base'],
	['host.docker', 'Docker', 'host.base'],
	['host.firewall', 'Host firewall', 'host.base'],
	['host.secrets', 'Secrets', 'host.disk'],
	['host.images', 'Container images', 'host.docker'],
	['host.stack', 'Containers', 'host.docker', 'host.disk', 'host.secrets', 'host.images'],
	['host.hardening', 'Hardening', 'host.base'],
	['host.timers', 'Backup and renewal timers', 'host.stack'],
	['dns.record', 'Address record', 'azure.address'],
	['dns.propagation', 'Record seen everywhere', 'dns.record'],
	['tls.certificate', 'Certificate', 'host.stack', 'dns.propagation', 'host.firewall'],
	['app.health', 'Wasper is healthy', 'host.stack'],
	['app.owner', "Owner's account", 'app.health'],
	['app.public', 'Seen from outside', 'tls.certificate', 'app.owner'],
];

export const allSteps: StepInfo[] = table.map(([id, title, ...needs]) => ({
	id,
	title,
	plane: id.split('.')[0] as Plane,
	needs,
	typicalSeconds: typicalSeconds(id),
}));

/** How a setup and a teardown of this name speak of themselves. */
export const setupWords: Words = {
	doing: 'Setting up Wasper at wasper.example.com',
	rehearsal: 'Rehearsal: nothing real is created.',
	done: 'Wasper answers at https://wasper.example.com',
	nothing: 'Wasper answers at https://wasper.example.com; nothing had to be changed',
};
export const teardownWords: Words = {
	doing: 'Removing Wasper at wasper.example.com',
	rehearsal: 'Rehearsal: nothing real is removed.',
	done: 'Wasper at wasper.example.com is removed',
	nothing: 'Nothing of ours exists at wasper.example.com; nothing was removed',
};

export const goodSummary: Summary = {
	url: 'https://wasper.example.com',
	owner: 'owner@example.com',
	secrets: [
		{what: 'owner password', where: '/home/operator/.config/create-wasper-azure/owner-password'},
		{what: 'database and encryption keys', where: '/srv/wasper/secrets.env on the machine'},
	],
	monthly: 97.12,
	budget: 150,
	planes: [
		{plane: 'azure', seconds: 71},
		{plane: 'host', seconds: 184.2},
		{plane: 'dns', seconds: 22.8},
		{plane: 'tls', seconds: 18},
		{plane: 'app', seconds: 31},
	],
	next: ['create-wasper-azure status', 'create-wasper-azure teardown'],
	sandbox: true,
};

export const quotaError = {
	code: 'QuotaExceeded',
	cause: 'The region East US has no quota left for 2 more vCPUs of the family standardDASv5Family.',
	outcome: 'The network, the address and the disk are made and kept; nothing is half done.',
	next: 'create-wasper-azure --region westeurope',
	evidence: ['OperationNotAllowed: Operation could not be completed as it results in exceeding approved quota.', 'correlation id 7b0e'],
};

/** Records the events of an imagined run, second by second. */
export class Recording {
	readonly events: RunEvent[] = [];
	#now: number;

	constructor(started: number = Date.parse('2026-11-21T12:00:00.000Z')) {
		this.#now = started;
	}

	start(options: {sandbox?: boolean; program?: string; words?: Words; steps?: StepInfo[]} = {}): this {
		const {sandbox = true, program = 'setup', words = setupWords, steps = allSteps} = options;
		this.add({type: 'run.started', program, words, version: '0.1.0', domain: 'wasper.example.com', sandbox, steps});
		for (const {id, needs} of steps.filter(step => step.needs.length > 0)) {
			this.add({type: 'step.waiting', step: id, for: needs});
		}

		return this;
	}

	after(seconds: number): this {
		this.#now += seconds * 1000;
		return this;
	}

	add(event: UnstampedEvent): this {
		this.events.push({time: new Date(this.#now).toISOString(), run: 'r1', ...event});
		return this;
	}

	/** Inspects, finds it absent, begins to make it. */
	begin(...steps: string[]): this {
		for (const step of steps) {
			this.add({type: 'step.started', step, action: 'inspect'});
			this.add({
				type: 'step.inspected',
				step,
				evidence: 'not there',
				findings: [{code: `${step}.absent`, state: 'absent', evidence: 'not there'}],
			});
			this.add({type: 'step.started', step, action: 'apply'});
		}

		return this;
	}

	say(step: string, ...lines: string[]): this {
		for (const line of lines) {
			this.add({type: 'step.output', step, line});
		}

		return this;
	}

	finish(seconds: number, ...steps: string[]): this {
		for (const step of steps) {
			this.add({type: 'step.finished', step, outcome: 'created', evidence: `${step} looks right`, seconds});
		}

		return this;
	}

	fail(seconds: number, step: string, error = quotaError): this {
		return this.add({type: 'step.failed', step, error, seconds});
	}

	/** Abandons all that is not over, and ends. */
	end(outcome: 'failed' | 'cancelled', seconds: number): this {
		const over = new Set(
			this.events.flatMap(event => (event.type === 'step.finished' || event.type === 'step.failed' ? [event.step] : [])),
		);
		for (const {id} of allSteps.filter(step => !over.has(step.id))) {
			this.add({type: 'step.abandoned', step: id, cause: 'Another step failed.'});
		}

		const error =
			outcome === 'failed'
				? quotaError
				: {
						code: 'cancelled',
						cause: 'Stopped on request.',
						outcome: 'What was made is kept.',
						next: 'Run the same command again to go on.',
					};
		return this.add({type: 'run.finished', outcome, exitCode: outcome === 'failed' ? 3 : 130, seconds, error});
	}

	done(seconds: number): this {
		return this.add({type: 'run.finished', outcome: 'done', exitCode: 0, seconds, summary: goodSummary});
	}
}

/** Up to the moment when the machine boots and the record spreads. */
export function midway(started?: number): Recording {
	return new Recording(started)
		.start()
		.begin('azure.providers')
		.after(2)
		.finish(2, 'azure.providers')
		.begin('azure.group')
		.after(1)
		.finish(1, 'azure.group')
		.begin('azure.network', 'azure.firewall', 'azure.address', 'azure.disk')
		.after(4)
		.finish(4, 'azure.network', 'azure.firewall', 'azure.address', 'azure.disk')
		.begin('azure.interface', 'dns.record')
		.after(2)
		.finish(2, 'azure.interface', 'dns.record')
		.begin('azure.machine', 'dns.propagation')
		.say('azure.machine', 'Asked for Standard_D2as_v5 in eastus', 'Azure says: Creating', 'Azure says: Creating, 10 s')
		.say('dns.propagation', '1.1.1.1 still says nothing', '8.8.8.8 says 203.0.113.10')
		.after(13);
}

/** From `midway` to the host at work. */
export function late(started?: number): Recording {
	return midway(started)
		.finish(13, 'azure.machine', 'dns.propagation')
		.begin('host.ssh')
		.after(5)
		.finish(5, 'host.ssh')
		.begin('host.base')
		.after(40)
		.finish(40, 'host.base')
		.begin('host.disk', 'host.docker', 'host.firewall', 'host.hardening')
		.say(
			'host.docker',
			...Array.from({length: 8}, (_, line) => `Unpacking docker layer ${line} of 8 with a rather long description of what is inside of it`),
		)
		.say('host.hardening', 'Reading package lists')
		.after(6)
		.finish(6, 'host.disk', 'host.firewall');
}
