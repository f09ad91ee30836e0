import {homedir} from 'node:os';
import {join} from 'node:path';
import type {Zone} from '../../source/deployment/zone.ts';
import type {MachineSize} from '../../source/deployment/machine-size.ts';
import type {Secret} from '../../source/deployment/secret.ts';
import {ActionError} from '../../source/errors/kinds.ts';
import type {LocalKey, Region, AnswerSource} from '../../source/answers/answer-source.ts';

export const goodToken = 'token-that-sees-example-zones';

export const zones: Zone[] = [
	{id: 'z1', name: 'example.com', nameServers: ['ada.ns.example', 'bob.ns.example'], status: 'active', paused: false},
	{id: 'z2', name: 'dev.example.com', nameServers: ['ada.ns.example', 'bob.ns.example'], status: 'active', paused: false},
	{id: 'z3', name: 'example.org', nameServers: ['ada.ns.example', 'bob.ns.example'], status: 'pending', paused: false},
	{id: 'z4', name: 'xn--mnchen-3ya.example', nameServers: ['ada.ns.example', 'bob.ns.example'], status: 'active', paused: true},
];

export const regions: Region[] = [
	['eastus', 'East US', 'US'],
	['eastus2', 'East US 2', 'US'],
	['centralus', 'Central US', 'US'],
	['westus2', 'West US 2', 'US'],
	['westus3', 'West US 3', 'US'],
	['northeurope', 'North Europe', 'Europe'],
	['westeurope', 'West Europe', 'Europe'],
	['swedencentral', 'Sweden Central', 'Europe'],
	['germanywestcentral', 'Germany West Central', 'Europe'],
	['uksouth', 'UK South', 'UK'],
	['southeastasia', 'Southeast Asia', 'Asia Pacific'],
	['japaneast', 'Japan East', 'Asia Pacific'],
	['brazilsouth', 'Brazil South', 'South America'],
].map(([name = '', title = '', geography = '']) => ({name, title, geography}));

function size(name: string, vCpus: number, memoryGiB: number, more: Partial<MachineSize> = {}): MachineSize {
	return {
		name,
		family: 'standardDFamily',
		vCpus,
		memoryGiB,
		architecture: 'x64',
		diskControllers: ['SCSI'],
		trustedLaunch: true,
		burstable: false,
		...more,
	};
}

export const sizes: MachineSize[] = [
	size('Standard_D2as_v6', 2, 8, {
		diskControllers: ['NVMe'],
		unavailable: 'Azure offers it to no new subscription in this region at the moment.',
	}),
	size('Standard_D2as_v5', 2, 8),
	size('Standard_D2s_v5', 2, 8),
	size('Standard_B2as_v2', 2, 8, {burstable: true}),
	size('Standard_D2s_v3', 2, 8),
	size('Standard_D4as_v5', 4, 16),
	size('Standard_D8as_v5', 8, 32, {unavailable: 'The quota for this family is 4 vCPU, of which 0 are in use; 8 are needed.'}),
];

export const keys: LocalKey[] = [{path: '/home/ada/.ssh/id_ed25519', publicKey: 'ssh-ed25519 AAAAdouble ada@laptop', kind: 'ed25519'}];

/** A World that answers at once; `changes` replaces single answers, `calls` records what was asked. */
export function worldDouble(changes: Partial<AnswerSource> = {}, calls: string[] = []): AnswerSource {
	const source: AnswerSource = {
		signInMethods: async () => ['azure-cli', 'browser', 'device-code'],
		signIn: async method => void calls.push(`signIn ${method}`),
		closedTenants: async () => [],
		subscriptions: async () => [{id: '11111111-1111-1111-1111-111111111111', name: 'Pay as you go', tenantId: 't1', state: 'Enabled'}],
		deployments: async () => [],
		systemDisk: async () => undefined,
		regions: async () => regions,
		sizes: async () => sizes,
		prices: async (region, _sizes, currency) => ({
			region,
			currency,
			source: 'live',
			machineHour: {
				Standard_D2as_v6: 0.0908,
				Standard_D2as_v5: 0.086,
				Standard_D2s_v5: 0.096,
				Standard_B2as_v2: 0.0752,
				Standard_D2s_v3: 0.096,
				Standard_D4as_v5: 0.172,
			},
			premiumDisk128Month: 19.71,
			standardDisk128Month: 9.6,
			addressHour: 0.005,
			egressGb: 0.087,
		}),
		regionalPrices: async (machine, currency) => ({
			size: machine,
			currency,
			source: 'live',
			machineHour: {eastus: 0.0908, westeurope: 0.11, southeastasia: 0.114},
		}),
		async zones(token: Secret) {
			if (token.reveal() !== goodToken) {
				throw new ActionError({code: 'cloudflare.1000', cause: 'Cloudflare refuses this token.', next: 'Make a new one.'});
			}
			return zones;
		},
		myAddress: async () => '198.51.100.7',
		sshKeys: async () => keys,
		findSshKey: async path => keys.find(key => key.path === path),
		newKeyPath: join(homedir(), '.ssh', 'wasper_ed25519'),
		async createSshKey(path) {
			calls.push(`createSshKey ${path}`);
			return {path, publicKey: 'ssh-ed25519 AAAAnew made', kind: 'ed25519'};
		},
		preview: async () => ({
			plan: {steps: [], bill: {lines: [], currency: 'USD', savings: []}, budget: 150, budgetCurrency: 'USD', hash: '0'},
			checks: [],
		}),
		...changes,
	};
	return new Proxy(source, {
		get(target, name: keyof AnswerSource) {
			const member = target[name];
			if (typeof member === 'function' && name !== 'signIn' && name !== 'createSshKey') {
				calls.push(name);
			}
			return member;
		},
	});
}
