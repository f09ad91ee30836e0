import path from 'node:path';
import {defaultSubscriptions, type Subscription} from '../../source/sandbox/azure/offerings.ts';
import type {PolicyDocument, Stored, StoredGroup, StoredLock} from '../../source/sandbox/azure/cloud.ts';
import type {DnsRecord} from '../../source/sandbox/cloudflare/rehearsal.ts';
import type {MachineRecord} from '../../source/sandbox/host/memory.ts';
import {State} from '../../source/sandbox/foundation/state.ts';

/** What the stand-ins of this home remember between two runs. */
export async function openState(home: string) {
	const state = await State.open(path.join(home, '.local/share/create-wasper-azure/sandbox'));
	return {
		groups: state.table<StoredGroup>('azure-groups'),
		resources: state.table<Stored<unknown>>('azure-resources'),
		locks: state.table<StoredLock>('azure-locks'),
		policies: state.table<PolicyDocument>('azure-policies'),
		/** Changes the one subscription from the next start on. */
		subscription(change: Partial<Subscription>) {
			const [usual] = defaultSubscriptions as [Subscription];
			state.table<Subscription>('azure-subscriptions').set(usual.id, {...usual, ...change});
		},
		machines: state.table<MachineRecord>('host-machines'),
		records: state.table<DnsRecord>('cloudflare-records'),
		close: () => state.close(),
	};
}

/** Names of all that stands at the stand-ins. */
export async function standing(home: string): Promise<string[]> {
	const {groups, resources, records} = await openState(home);
	return [
		...groups.values().map(({name}) => name),
		...resources.values().map(({name}) => name),
		...records.values().map(({content}) => content),
	];
}

/** Changes what the stand-ins remember, as somebody in the portal would. */
export async function meddle(home: string, change: (state: Awaited<ReturnType<typeof openState>>) => void): Promise<void> {
	const state = await openState(home);
	change(state);
	state.close();
}
