import {Buffer} from 'node:buffer';
import {plannedResources, type PlannedResource} from '../azure/planned-resources.ts';
import type {Deployment} from '../deployment/deployment.ts';
import {parameterOf, withMarks, type ParameterName} from './parameters.ts';

/** A value that is known only when the export is deployed. */
export type Expression =
	| {is: 'parameter'; name: ParameterName}
	/** The id of another exported resource, and what follows it: `/subnets/wasper-subnet`. */
	| {is: 'id'; of: string; rest: string}
	/** The machine's first instructions: this object as JSON behind its first line, in base64. */
	| {is: 'cloudInit'; content: Value};

export type Value = string | number | boolean | null | Value[] | {[name: string]: Value} | Deferred;

/** Marks an expression among plain objects. */
export class Deferred {
	constructor(readonly expression: Expression) {}
}

export interface ExportedResource {
	id: string;
	name: string;
	/** `Microsoft.Network/virtualNetworks` */
	type: string;
	apiVersion: string;
	location: string;
	tags: Record<string, Value>;
	/** Everything else that is sent: `sku`, `properties`. */
	body: Record<string, Value>;
	/** Ids of the exported resources that its body names. */
	needs: string[];
}

/** The resources of a deployment, the group first, each with the body that a first run sends. */
export async function exportedResources(deployment: Deployment): Promise<ExportedResource[]> {
	const planned = await plannedResources(withMarks(deployment));
	const ids = planned.map(({id}) => id);
	return planned.map(resource => describe(resource, ids));
}

function describe({id, kind, name, apiVersion, body: sent}: PlannedResource, ids: readonly string[]): ExportedResource {
	const needs = new Set<string>();
	const {location, tags, ...rest} = sent;
	return {
		id,
		name,
		type: kind.type,
		apiVersion,
		location: String(location),
		tags: toValue(tags, ids, needs) as ExportedResource['tags'],
		body: toValue(rest, ids, needs) as ExportedResource['body'],
		needs: [...needs],
	};
}

/** The sent JSON with expressions in the place of marks and ids; notes which other resources it names. */
function toValue(sent: unknown, ids: readonly string[], needs: Set<string>): Value {
	if (Array.isArray(sent)) {
		return sent.map(item => toValue(item, ids, needs));
	}

	if (typeof sent === 'object' && sent !== null) {
		return Object.fromEntries(
			Object.entries(sent).map(([name, value]) => [
				name,
				name === 'customData' ? cloudInit(String(value), ids, needs) : toValue(value, ids, needs),
			]),
		);
	}

	if (typeof sent !== 'string') {
		return sent as number | boolean | null;
	}

	const parameter = parameterOf(sent);
	if (parameter) {
		return new Deferred({is: 'parameter', name: parameter});
	}

	// The group's id begins those of all others, so the longest counts.
	const [of] = ids.filter(id => sent === id || sent.startsWith(`${id}/`)).toSorted((one, other) => other.length - one.length);
	if (of === undefined) {
		return sent;
	}

	needs.add(of);
	return new Deferred({is: 'id', of, rest: sent.slice(of.length)});
}

function cloudInit(customData: string, ids: readonly string[], needs: Set<string>): Value {
	const text = Buffer.from(customData, 'base64').toString();
	return new Deferred({is: 'cloudInit', content: toValue(JSON.parse(text.slice(text.indexOf('\n'))), ids, needs)});
}
