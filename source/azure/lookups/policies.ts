import * as z from 'zod';
import type {Policy} from '../../policy/policy.ts';
import type {Call} from '../client/call.ts';
import {Inquiry} from './inquiry.ts';
import type {Connection} from '../client/connection.ts';

const assignmentVersion = '2022-06-01';
const definitionVersion = '2021-06-01';

/** `{"name": {"value": …}}` as assignments and sets hand parameters on. */
const values = z.record(z.string(), z.object({value: z.unknown()})).nullish();
const defaults = z.record(z.string(), z.object({defaultValue: z.unknown().optional()})).nullish();

const assignment = z.object({
	name: z.string(),
	properties: z.object({
		displayName: z.string().nullish(),
		scope: z.string().optional(),
		policyDefinitionId: z.string(),
		notScopes: z.array(z.string()).nullish(),
		parameters: values,
		enforcementMode: z.string().nullish(),
	}),
});
type Assignment = z.infer<typeof assignment>;

const definition = z.object({
	name: z.string(),
	properties: z.object({
		displayName: z.string().nullish(),
		mode: z.string().nullish(),
		parameters: defaults,
		policyRule: z
			// oxlint-disable-next-line unicorn/no-thenable -- Azure's own word, and no function
			.object({if: z.unknown(), then: z.object({effect: z.string()})})
			.transform(({if: condition, then: {effect}}) => ({condition, effect})),
	}),
});

const definitionSet = z.object({
	properties: z.object({
		parameters: defaults,
		policyDefinitions: z.array(z.object({policyDefinitionId: z.string(), parameters: values})),
	}),
});

/** Azure Policy: what an organisation forbids. */
export class Policies {
	readonly #inquiry: Inquiry;
	readonly #definitions = new Map<string, Promise<z.infer<typeof definition> | undefined>>();

	constructor(connection: Connection) {
		this.#inquiry = new Inquiry(connection);
	}

	/** Every policy in force at a scope, those of management groups and of sets included; excluded scopes are left out. */
	async at(scope: string, call: Call): Promise<Policy[]> {
		const path = `${scope}/providers/Microsoft.Authorization/policyAssignments`;
		const query = {'api-version': assignmentVersion, $filter: 'atScope()'};
		const assignments = await this.#inquiry.list('reading the policies', path, query, assignment, call);
		const inForce = assignments.filter(({properties}) => properties.enforcementMode !== 'DoNotEnforce' && !isExcluded(scope, properties));
		return (await Promise.all(inForce.map(async one => this.#read(one, call)))).flat();
	}

	async #read({name, properties}: Assignment, call: Call): Promise<Policy[]> {
		const {policyDefinitionId: id, displayName} = properties;
		const title = displayName ?? name;
		const given = plain(properties.parameters);
		if (!/\/policySetDefinitions\//i.test(id)) {
			return [await this.#policy(title, id, given, call)];
		}

		const set = await this.#inquiry.find(
			`reading the policy set of “${title}”`,
			id,
			{'api-version': definitionVersion},
			definitionSet,
			call,
		);
		const outer = {...plainDefaults(set?.properties.parameters), ...given};
		const members = set?.properties.policyDefinitions ?? [];
		return Promise.all(members.map(async member => this.#policy(title, member.policyDefinitionId, plain(member.parameters), call, outer)));
	}

	async #policy(title: string, id: string, given: Record<string, unknown>, call: Call, outer?: Record<string, unknown>): Promise<Policy> {
		const reading =
			this.#definitions.get(id) ??
			// One that the account does not have permission to read, such as a management group's, is known by its title alone.
			this.#inquiry
				.find(`reading the definition of “${title}”`, id, {'api-version': definitionVersion}, definition, call)
				.catch(() => undefined);
		this.#definitions.set(id, reading);
		const found = await reading;
		const part = outer && (found?.properties.displayName ?? found?.name);
		return {
			title: part ? `${title}: ${part}` : title,
			...(found && {rule: found.properties.policyRule}),
			mode: found?.properties.mode ?? 'All',
			parameters: {...plainDefaults(found?.properties.parameters), ...given},
			...(outer && {outerParameters: outer}),
		};
	}
}

function isExcluded(scope: string, {notScopes}: Assignment['properties']): boolean {
	return (notScopes ?? []).some(excluded => `${scope}/`.toLowerCase().startsWith(`${excluded}/`.toLowerCase()));
}

function plain(parameters: z.infer<typeof values>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(parameters ?? {}).map(([name, {value}]) => [name, value]));
}

function plainDefaults(parameters: z.infer<typeof defaults>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(parameters ?? {}).flatMap(([name, {defaultValue}]) => (defaultValue === undefined ? [] : [[name, defaultValue]])),
	);
}
