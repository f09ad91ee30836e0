import type {Answer} from '../foundation/https.ts';

export interface ErrorDetail {
	code: string;
	message: string;
	target?: string;
	details?: ErrorDetail[];
	additionalInfo?: unknown[];
}

/** Azure says no: thrown anywhere while a request is handled, sent as the envelope that Azure uses. */
export class Refusal extends Error {
	override readonly name = 'Refusal';

	constructor(
		readonly status: number,
		readonly code: string,
		message: string,
		readonly extra: {target?: string; details?: ErrorDetail[]; headers?: Record<string, string>} = {},
	) {
		super(message);
	}

	/** The inside of the envelope, as long-running operations show it too. */
	get detail(): ErrorDetail {
		const {target, details} = this.extra;
		return {code: this.code, message: this.message, ...(target && {target}), ...(details && {details})};
	}

	get answer(): Answer {
		return {status: this.status, headers: {'x-ms-failure-cause': 'gateway', ...this.extra.headers}, body: {error: this.detail}};
	}
}

/** A parameter of the body is missing or wrong. */
export function invalidParameter(target: string, message = `The value of parameter ${target} is invalid.`): Refusal {
	return new Refusal(400, 'InvalidParameter', message, {target});
}

export function notFound(type: string, name: string, group: string): Refusal {
	return new Refusal(
		404,
		'ResourceNotFound',
		`The Resource '${type}/${name}' under resource group '${group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
	);
}

/** A body refers to something that does not exist, or not in this region. */
export function invalidReference(reference: string, user: string): Refusal {
	return new Refusal(
		400,
		'InvalidResourceReference',
		`Resource ${reference} referenced by resource ${user} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`,
	);
}

/** A dependency is still being created. Azure sends this without Retry-After, and the reason only in the details. */
export function notProvisioned(reference: string, user: string, state: string): Refusal {
	return new Refusal(429, 'RetryableError', 'A retryable error occurred.', {
		details: [
			{
				code: 'ReferencedResourceNotProvisioned',
				message:
					`Cannot proceed with operation because resource ${reference} used by resource ${user} is not in Succeeded state. ` +
					`Resource is in ${state} state and the last operation that updated/is updating the resource is PutResource.`,
			},
		],
	});
}

export function anotherOperation(uri: string): Refusal {
	return new Refusal(
		409,
		'AnotherOperationInProgress',
		`Another operation on this or dependent resource is in progress. To retrieve status of the operation use uri: ${uri}.`,
	);
}

export function propertyChange(target: string): Refusal {
	return new Refusal(409, 'PropertyChangeNotAllowed', `Changing property '${target}' is not allowed.`, {target});
}
