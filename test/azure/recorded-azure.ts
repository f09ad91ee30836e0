import {createHttpHeaders, type HttpClient, type PipelineRequest, type PipelineResponse} from '@azure/core-rest-pipeline';

/** A request as it would have gone out on the wire. */
export interface SentRequest {
	method: string;
	/** Path without the query, as sent. */
	path: string;
	apiVersion: string;
	query: URLSearchParams;
	body?: Record<string, unknown>;
}

export interface Reply {
	status: number;
	body?: unknown;
	headers?: Record<string, string>;
}

/** A resource as it is kept; tests change whatever they like. */
export interface Resource {
	[name: string]: unknown;
	id: string;
	tags: Record<string, string>;
	// oxlint-disable-next-line typescript/no-explicit-any -- bodies are as deep as Azure's
	properties: Record<string, any>;
}

/** Stands in the place of the SDK's transport: keeps what is PUT, answers GET, records every request. `replies` come first. */
export class RecordedAzure implements HttpClient {
	readonly sent: SentRequest[] = [];
	readonly resources = new Map<string, Resource>();
	readonly #replies: Array<{matches: string | RegExp; reply: (request: SentRequest) => Reply | Promise<Reply>; times: number}> = [];

	/** Answers requests whose `METHOD path` matches with `reply`, `times` times. */
	reply(matches: string | RegExp, reply: Reply | ((request: SentRequest) => Reply | Promise<Reply>), times = 1): void {
		this.#replies.push({matches, reply: typeof reply === 'function' ? reply : () => reply, times});
	}

	/** How often `METHOD …path` was sent. */
	count(matches: RegExp): number {
		return this.sent.filter(({method, path}) => matches.test(`${method} ${path}`)).length;
	}

	async sendRequest(request: PipelineRequest): Promise<PipelineResponse> {
		const url = new URL(request.url);
		const sent: SentRequest = {
			method: request.method,
			path: url.pathname,
			apiVersion: url.searchParams.get('api-version') ?? '',
			query: url.searchParams,
			...(typeof request.body === 'string' ? {body: JSON.parse(request.body) as Record<string, unknown>} : {}),
		};
		this.sent.push(sent);
		const line = `${sent.method} ${decodeURIComponent(sent.path)}`;
		const scripted = this.#replies.find(
			({matches, times}) => times > 0 && (typeof matches === 'string' ? line.endsWith(matches) : matches.test(line)),
		);
		if (scripted) {
			scripted.times -= 1;
		}

		const reply = scripted ? await scripted.reply(sent) : this.#answer(sent);
		return {
			request,
			status: reply.status,
			headers: createHttpHeaders({'content-type': 'application/json', 'x-ms-correlation-request-id': 'correlation-1', ...reply.headers}),
			bodyAsText: reply.body === undefined ? '' : JSON.stringify(reply.body),
		};
	}

	#answer({method, path, body}: SentRequest): Reply {
		const id = path.replace(/^\/+/, '/');
		const key = id.toLowerCase();
		if (key.includes('/providers/microsoft.resources/tags/default')) {
			return this.#tag(key.replace('/providers/microsoft.resources/tags/default', ''), body ?? {});
		}

		if (/^\/subscriptions\/[^/]+\/providers\/microsoft\.\w+$/.test(key)) {
			return {status: 200, body: {namespace: id.split('/').at(-1), registrationState: 'Registered'}};
		}

		if (key.endsWith('/resources')) {
			const group = key.slice(0, -'/resources'.length);
			const members = [...this.resources.values()].filter(({id: member}) => member.toLowerCase().startsWith(`${group}/providers`));
			return {status: 200, body: {value: members}};
		}

		if (method === 'POST') {
			return this.#act(key);
		}

		if (method === 'PUT') {
			return this.#put(id, key, structuredClone(body ?? {}));
		}

		const found = this.resources.get(key);
		if (!found) {
			const code = /resourcegroups\/[^/]+$/.test(key) ? 'ResourceGroupNotFound' : 'ResourceNotFound';
			return {status: 404, body: {error: {code, message: `The resource '${id}' was not found.`}}};
		}

		if (method === 'DELETE') {
			for (const other of this.resources.keys()) {
				if (other === key || other.startsWith(`${key}/`)) {
					this.resources.delete(other);
				}
			}

			return {status: 200};
		}

		if (method === 'PATCH') {
			const {storageProfile, ...changed} = (body?.['properties'] ?? {}) as Record<string, object>;
			const storage = storageProfile && {storageProfile: {...found.properties['storageProfile'], ...storageProfile}};
			const properties = {...found.properties, ...changed, ...storage};
			this.resources.set(key, {...found, ...body, properties});
		}

		return {status: 200, body: this.resources.get(key)};
	}

	#put(id: string, key: string, body: Record<string, unknown>): Reply {
		const isNew = !this.resources.has(key);
		const parts = id.split('/');
		const properties = {...(body['properties'] as Record<string, unknown>), provisioningState: 'Succeeded'} as Record<string, unknown>;
		if (key.includes('/publicipaddresses/')) {
			properties['ipAddress'] = '203.0.113.10';
		}

		for (const [list, part] of [
			['subnets', 'subnets'],
			['securityRules', 'securityRules'],
		] as const) {
			const children = properties[list] as Array<{name: string}> | undefined;
			if (children) {
				properties[list] = children.map(child => ({...child, id: `${id}/${part}/${child.name}`}));
			}
		}

		if (key.includes('/virtualmachines/')) {
			properties['instanceView'] = {statuses: [{code: 'ProvisioningState/succeeded'}, {code: 'PowerState/running'}]};
			const storage = properties['storageProfile'] as {osDisk: Record<string, unknown>};
			storage.osDisk['managedDisk'] = {id: `${parts.slice(0, 5).join('/')}/providers/Microsoft.Compute/disks/wasper-os-disk`};
		}

		this.resources.set(key, {
			...body,
			tags: (body['tags'] ?? {}) as Record<string, string>,
			id,
			name: parts.at(-1),
			type: parts.slice(6, 8).join('/'),
			properties,
		});
		return {status: isNew ? 201 : 200, body: this.resources.get(key)};
	}

	#act(key: string): Reply {
		const machine = this.resources.get(key.split('/').slice(0, -1).join('/'));
		const verb = key.split('/').at(-1);
		if (machine) {
			const power = verb === 'deallocate' ? 'deallocated' : 'running';
			machine.properties['provisioningState'] = 'Succeeded';
			machine.properties['instanceView'] = {statuses: [{code: `PowerState/${power}`}]};
		}

		return {status: 200, body: {}};
	}

	#tag(key: string, body: Record<string, unknown>): Reply {
		const found = this.resources.get(key);
		const {tags} = body['properties'] as {tags: Record<string, string>};
		if (found) {
			found.tags = {...found.tags, ...tags};
		}

		return {status: 200, body: {properties: {tags: found?.tags ?? {}}}};
	}
}
