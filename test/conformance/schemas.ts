import {existsSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {Ajv, type ValidateFunction} from 'ajv';
import type {SentRequest} from '../azure/recorded-azure.ts';

type Json = Record<string, unknown>;

const folder = new URL('../../../shared/specs/', import.meta.url);

/** Where the published schemas are kept; undefined on machines without them. */
export const specifications: string | undefined = existsSync(folder) ? fileURLToPath(folder) : undefined;

const files: Record<string, string> = {
	'microsoft.network': '2025-07-01_Microsoft.Network.NRP.json',
	'microsoft.compute/virtualmachines': '2026-03-01_Microsoft.Compute.json',
	'microsoft.compute/disks': '2026-03-02_Microsoft.Compute.json',
	'microsoft.resources': '2025-04-01_Microsoft.Resources.json',
};

/** What is wrong with a request's body by the published schema of its resource, in lines; empty when nothing is. */
export function faultsOfBody(request: SentRequest): string[] {
	const {type, name} = resourceOf(request.path);
	const file = files[type] ?? files[type.split('/')[0] ?? ''];
	if (!file || !request.body) {
		return [`no schema for ${type}`];
	}

	const {document, ajv} = load(file);
	const definition = findDefinition(document, type.split('/').slice(1).join('_'));
	if (!definition) {
		return [`${file} does not define ${type}`];
	}

	const validate: ValidateFunction = ajv.compile({$ref: `${file}#/${definition}`});
	const version = apiVersionOf(document, definition);
	// The template schemas describe a resource in a template, which also names itself and always has properties.
	validate({properties: {}, ...request.body, name, type: typeOf(document, definition), apiVersion: version});
	const faults = (validate.errors ?? []).filter(({keyword}) => keyword !== 'oneOf' && keyword !== 'not');
	return faults.map(({instancePath, message, params}) => `${instancePath} ${message} ${JSON.stringify(params)}`);
}

const loaded = new Map<string, {document: Json; ajv: Ajv}>();

function load(file: string): {document: Json; ajv: Ajv} {
	const known = loaded.get(file);
	if (known) {
		return known;
	}

	const {id: _id, $schema: _schema, ...document} = JSON.parse(readFileSync(`${specifications}arm-json-schemas/${file}`, 'utf8')) as Json;
	close(document);
	allowAnySize(document);
	const ajv = new Ajv({strict: false, allErrors: true, validateFormats: false, logger: false});
	ajv.addSchema({...document, $id: file});
	loaded.set(file, {document, ajv});
	return {document, ajv};
}

/**
 * The schemas let unknown properties pass; a misspelt one must not. What they fetch from elsewhere
 * (template expressions, extensions) has no place in a request.
 */
function close(schema: unknown): void {
	if (typeof schema !== 'object' || schema === null) {
		return;
	}

	const node = schema as Json;
	const reference = node['$ref'];
	if (typeof reference === 'string' && reference.startsWith('https:')) {
		delete node['$ref'];
		node['not'] = {};
		return;
	}

	const properties = node['properties'];
	if (
		node['type'] === 'object' &&
		typeof properties === 'object' &&
		properties &&
		Object.keys(properties).length > 0 &&
		!('allOf' in node) &&
		!('oneOf' in node)
	) {
		node['additionalProperties'] ??= false;
	}

	for (const value of Object.values(node)) {
		close(value);
	}
}

/** The schema lists the sizes of years ago and says itself that the list is not kept up; the list of SKUs is. */
function allowAnySize(document: Json): void {
	const {HardwareProfile: hardware} = document['definitions'] as Record<string, {properties: Json} | undefined>;
	if (hardware) {
		hardware.properties['vmSize'] = {type: 'string', pattern: '^Standard_'};
	}
}

function findDefinition(document: Json, type: string): string | undefined {
	for (const section of ['resourceDefinitions', 'subscription_resourceDefinitions']) {
		const name = Object.keys((document[section] ?? {}) as Json).find(key => key.toLowerCase() === type);
		if (name) {
			return `${section}/${name}`;
		}
	}

	return undefined;
}

function property(document: Json, definition: string, name: string): unknown {
	const [section = '', type = ''] = definition.split('/');
	const {properties} = (document[section] as Record<string, {properties: Record<string, {enum?: unknown[]}>}>)[type] ?? {properties: {}};
	return properties[name]?.enum?.[0];
}

function apiVersionOf(document: Json, definition: string): unknown {
	return property(document, definition, 'apiVersion');
}

function typeOf(document: Json, definition: string): unknown {
	return property(document, definition, 'type');
}

/** Lower-case type and name of the resource that a path leads to: `microsoft.network/virtualnetworks`. */
function resourceOf(path: string): {type: string; name: string} {
	const [, provider] = path.split(/\/providers\/(?!.*\/providers\/)/);
	if (!provider) {
		return {type: 'microsoft.resources/resourcegroups', name: path.split('/').at(-1) ?? ''};
	}

	const [namespace = '', ...rest] = provider.split('/');
	const kinds = rest.filter((_, index) => index % 2 === 0);
	return {type: [namespace, ...kinds].join('/').toLowerCase(), name: rest.at(-1) ?? ''};
}
