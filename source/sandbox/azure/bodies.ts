import * as z from 'zod';
import {invalidParameter, Refusal} from './errors.ts';

/** Reads a JSON body. Azure's planes word the same mistakes differently; codes follow the plane, words are approximate. */
export function readBody<T>(text: string, schema: z.ZodType<T>, namespace: string): T {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new Refusal(400, 'InvalidRequestContent', `The request content was invalid and could not be deserialized: '${reason}'.`);
	}

	const parsed = schema.safeParse(value);
	if (parsed.success) {
		return parsed.data;
	}

	throw refusalFor(parsed.error.issues[0], namespace);
}

function refusalFor(issue: z.core.$ZodIssue | undefined, namespace: string): Refusal {
	const path = issue?.path.join('.') ?? '';
	if (issue?.code === 'unrecognized_keys') {
		const member = issue.keys[0] ?? '';
		const place = path ? `${path}.${member}` : member;
		return new Refusal(
			400,
			'InvalidRequestContent',
			`The request content was invalid and could not be deserialized: 'Could not find member '${member}' on object of type '${path ? 'Resource' : 'ResourceDefinition'}'. Path '${place}'.'.`,
		);
	}

	if (path === 'location') {
		return new Refusal(400, 'LocationRequired', 'The location property is required for this definition.');
	}

	const target = path.replace(/^properties\./, '');
	if (namespace === 'Microsoft.Network') {
		return new Refusal(400, 'InvalidRequestFormat', 'Cannot parse the request.', {
			details: [{code: 'InvalidJson', message: `Error converting value at path '${path}': ${issue?.message ?? 'invalid'}.`, target}],
		});
	}

	const missing = issue?.code === 'invalid_type' && issue.message.endsWith('received undefined');
	return missing ? invalidParameter(target, `Required parameter '${target}' is missing (null).`) : invalidParameter(target);
}

/** Fields that a body repeats from an earlier answer; read and ignored. */
const echoed = {id: z.string().optional(), name: z.string().optional(), type: z.string().optional(), etag: z.string().optional()};

/** Tags as Azure limits them: at most 50, names to 512 and values to 256 characters. */
export const tags = z.record(z.string().max(512), z.string().max(256)).refine(value => Object.keys(value).length <= 50, 'too many tags');

const anything = z.unknown().optional();

/** The body of a resource with a region, and `properties` of its own. Unknown fields at the top are refused. */
export function resourceBody<P extends z.ZodType>(properties: P) {
	return z.strictObject({
		...echoed,
		location: z.string().min(1),
		tags: tags.optional(),
		zones: z.array(z.string()).optional(),
		sku: z.strictObject({name: z.string().optional(), tier: z.string().optional()}).optional(),
		identity: anything,
		plan: anything,
		extendedLocation: anything,
		managedBy: anything,
		managedByExtended: anything,
		resources: anything,
		systemData: anything,
		properties,
	});
}

/** The body of a child resource. */
export function childBody<P extends z.ZodType>(properties: P) {
	return z.strictObject({...echoed, properties});
}

/** An object that must not hold other fields than `known` and those of `shape`. */
export function propertiesOf<S extends z.ZodRawShape, const K extends string>(shape: S, known: readonly K[]) {
	// Object.fromEntries forgets the names that it is given.
	const others = Object.fromEntries(known.map(name => [name, anything])) as Record<K, typeof anything>;
	return z.strictObject({...others, ...shape});
}

/** A reference to another resource. */
export const reference = z.looseObject({id: z.string()});
