import type {Answer} from '../foundation/https.ts';
import type {Latency} from '../foundation/latency.ts';
import {Refusal} from './errors.ts';
import type {Operation} from './operations.ts';
import {route, type Call, type Route} from './routes.ts';

/** Seconds that Azure asks to wait, by plane: with the first answer, with the first poll, with later polls. */
const waits: Record<string, {answer: number; firstPoll: number; laterPolls: number}> = {
	'Microsoft.Compute': {answer: 10, firstPoll: 35, laterPolls: 10},
	'Microsoft.Network': {answer: 3, firstPoll: 10, laterPolls: 10},
};

/** Retry-After of whole seconds; absent when the scale makes it less than one, so that a quick rehearsal polls at its own pace. */
export function retryAfter(latency: Latency, seconds: number): Record<string, string> {
	const scaled = Math.floor(latency.scaled(seconds) / 1000);
	return scaled >= 1 ? {'retry-after': String(scaled)} : {};
}

/** The answer that starts a long-running operation: where to ask for its state, and with `location` where to fetch its result. */
export function accepted(call: Call, operation: Operation, answer: Answer, options: {location?: boolean; prompt?: boolean} = {}): Answer {
	const {namespace, id} = operation;
	const base = `${call.origin}/subscriptions/${operation.subscription}/providers/${namespace}/locations/${operation.location}`;
	const version = `api-version=${call.apiVersion}`;
	const isNetwork = namespace === 'Microsoft.Network';
	const query = isNetwork ? version : `p=${id}&${version}`;
	const kind = operation.effect.startsWith('Microsoft.Compute/disks ') ? 'DiskOperations' : 'operations';
	const location = isNetwork ? `${base}/operationResults/${id}?${query}` : `${base}/${kind}/${id}?p=${id}&monitor=true&${version}`;
	return {
		...answer,
		headers: {
			'azure-asyncoperation': `${base}/${kind}/${id}?${query}`,
			...(isNetwork && {'azure-asyncnotification': 'Enabled'}),
			...(options.location && {location}),
			...(!options.prompt && retryAfter(call.cloud.latency, waits[namespace]?.answer ?? 10)),
			...answer.headers,
		},
	};
}

/** The poll of an Azure-AsyncOperation or Location URL. */
function poll(call: Call): Answer {
	const operation = call.cloud.operations.poll(call.parameter('operation'));
	if (!operation || operation.subscription.toLowerCase() !== call.parameter('subscription').toLowerCase()) {
		throw new Refusal(404, 'NotFound', `The operation '${call.parameter('operation')}' could not be found.`);
	}

	const asksForResult = call.query.get('monitor') === 'true' || call.parameter('kind').toLowerCase() === 'operationresults';
	return asksForResult ? resultAnswer(call, operation) : stateAnswer(call, operation);
}

function stateAnswer(call: Call, operation: Operation): Answer {
	const {status, namespace, error} = operation;
	const wait = waits[namespace];
	const seconds = operation.polls === 1 ? wait?.firstPoll : wait?.laterPolls;
	const paced = status === 'InProgress' && !operation.effect.endsWith(' powerOff');
	const times = namespace === 'Microsoft.Compute' && {
		startTime: new Date(operation.started).toISOString(),
		...(operation.ended && {endTime: new Date(operation.ended).toISOString()}),
		name: operation.id,
	};
	return {
		status: 200,
		headers: paced ? retryAfter(call.cloud.latency, seconds ?? 10) : {},
		body: {...times, status, ...(error && status !== 'InProgress' && {error})},
	};
}

function resultAnswer(call: Call, operation: Operation): Answer {
	if (operation.status === 'InProgress') {
		return {
			status: 202,
			headers: {location: `${call.origin}${call.request.url.pathname}${call.request.url.search}`, ...retryAfter(call.cloud.latency, 10)},
		};
	}

	if (operation.status === 'Succeeded') {
		return {status: operation.namespace === 'Microsoft.Network' ? 204 : 200};
	}

	const {code = 'OperationFailed', message = 'The operation failed.', details} = operation.error ?? {};
	throw new Refusal(409, code, message, details ? {details} : {});
}

export const operationRoutes: Route[] = ['Microsoft.Compute', 'Microsoft.Network'].map(namespace =>
	route(
		'GET',
		`/subscriptions/:subscription/providers/${namespace}/locations/:location/:kind(operations|DiskOperations|operationResults)/:operation`,
		{
			operation: 'operations',
			namespace,
			versionsOf: 'locations/operations',
			handle: poll,
		},
	),
);
