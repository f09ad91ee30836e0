import {fitsPattern} from './pattern.ts';
import type {Policy, PolicyResource} from './policy.ts';
import {readValue} from './policy-values.ts';

/** Yes, no, or not to be told before the request is made. */
export type Answer = boolean | undefined;

type Condition = Record<string, unknown>;

/** Whether `policy` would deny `resource`. Undefined when the rule depends on what can't be known here. */
export function denies(policy: Policy, resource: PolicyResource): Answer {
	const {rule, mode, parameters, outerParameters} = policy;
	if (!['all', 'indexed'].includes(mode.toLowerCase())) {
		return false;
	}

	// A policy of the mode Indexed looks at what has a place and tags, and not at groups.
	if (mode.toLowerCase() === 'indexed' && (!resource.tags || /\/resourceGroups$/i.test(resource.type))) {
		return false;
	}

	if (!rule) {
		return undefined;
	}

	const read = (value: unknown) => readValue(value, parameters, outerParameters);
	const effect = read(rule.effect);
	if (typeof effect === 'string' && effect.toLowerCase() !== 'deny') {
		return false;
	}

	const applies = holds(rule.condition, resource, read);
	return applies === false ? false : effect === undefined ? undefined : applies;
}

type Read = (value: unknown) => unknown;

function holds(condition: unknown, resource: PolicyResource, read: Read): Answer {
	if (typeof condition !== 'object' || condition === null) {
		return undefined;
	}

	const parts = condition as Condition;
	if (Array.isArray(parts['allOf'])) {
		const answers = parts['allOf'].map(part => holds(part, resource, read));
		return answers.includes(false) ? false : answers.includes(undefined) ? undefined : true;
	}

	if (Array.isArray(parts['anyOf'])) {
		const answers = parts['anyOf'].map(part => holds(part, resource, read));
		return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
	}

	if (parts['not'] !== undefined) {
		const answer = holds(parts['not'], resource, read);
		return answer === undefined ? undefined : !answer;
	}

	const {field, value, ...comparison} = parts;
	const [[operator, wanted] = ['', undefined]] = Object.entries(comparison);
	const seen = field === undefined ? read(value) : fieldOf(resource, read(field));
	return seen === undefined ? undefined : compare(operator, seen, read(wanted));
}

/** The value of a field; `null` when the resource has no such thing, undefined when it is not known. */
function fieldOf(resource: PolicyResource, field: unknown): unknown {
	if (typeof field !== 'string') {
		return undefined;
	}

	const tag = /^tags(?:\['?(?<quoted>.+?)'?\]|\.(?<plain>.+))$/i.exec(field)?.groups;
	if (tag) {
		return resource.tags?.[tag['quoted'] ?? tag['plain'] ?? ''] ?? null;
	}

	switch (field.toLowerCase()) {
		case 'type':
			return resource.type;
		case 'name':
			return resource.name;
		case 'location':
			return resource.location ?? null;
		case 'tags':
			return resource.tags ?? null;
		default: {
			const alias = Object.entries(resource.aliases).find(([name]) => name.toLowerCase() === field.toLowerCase());
			// Properties of other types are none of this resource's.
			return alias ? alias[1] : field.toLowerCase().startsWith(`${resource.type.toLowerCase()}/`) ? undefined : null;
		}
	}
}

const negations: Record<string, string> = {
	notequals: 'equals',
	notlike: 'like',
	notcontains: 'contains',
	notcontainskey: 'containskey',
	notin: 'in',
};

function compare(operator: string, seen: unknown, wanted: unknown): Answer {
	const name = operator.toLowerCase();
	const positive = negations[name];
	if (positive) {
		const answer = compare(positive, seen, wanted);
		return answer === undefined ? undefined : !answer;
	}

	if (wanted === undefined) {
		return undefined;
	}

	switch (name) {
		case 'equals':
			return same(seen, wanted);
		case 'in':
			return Array.isArray(wanted) ? wanted.some(item => same(seen, item)) : undefined;
		case 'like':
			return seen !== null && fitsPattern(plain(wanted), plain(seen));
		case 'contains':
			return Array.isArray(seen) ? seen.some(item => same(item, wanted)) : seen !== null && plain(seen).includes(plain(wanted));
		case 'containskey':
			return typeof seen === 'object' && seen !== null && Object.keys(seen).some(key => same(key, wanted));
		case 'exists':
			return (seen !== null) === (plain(wanted) === 'true');
		default:
			return undefined;
	}
}

/** Azure compares without case, and regions without spaces. */
function same(one: unknown, other: unknown): boolean {
	return one !== null && plain(one).replaceAll(' ', '') === plain(other).replaceAll(' ', '');
}

function plain(value: unknown): string {
	return (typeof value === 'string' ? value : JSON.stringify(value)).toLowerCase();
}
